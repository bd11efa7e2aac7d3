package dev.fleetaccess.local.endpoint;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where the deployed parts stand: a partition, a region, an account.
 *
 * @param partition such as {@code aws} or {@code aws-us-gov}
 * @param region the region's name
 * @param account twelve digits
 */
public record Place(String partition, String region, String account) {
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  public Place {
    Objects.requireNonNull(partition);
    Objects.requireNonNull(region);
    if (!ACCOUNT.matcher(account).matches()) {
      throw new IllegalArgumentException("not an account id: " + account);
    }
  }

  /** The ARN of a regional resource of this account. */
  public String arn(String service, String resource) {
    return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
  }

  /** The ARN of an IAM resource of this account; IAM's ARNs have no region. */
  public String iamArn(String resource) {
    return "arn:" + partition + ":iam::" + account + ":" + resource;
  }
}
