package dev.fleetaccess.local.sim.base;

/** A partition of AWS: the first part of its ARNs, and its domain. */
public enum Partition {
  /** The commercial regions. */
  AWS("aws", "amazonaws.com"),
  /** GovCloud. */
  US_GOV("aws-us-gov", "amazonaws.com"),
  /** China. */
  CHINA("aws-cn", "amazonaws.com.cn");

  private final String id;
  private final String urlSuffix;

  Partition(String id, String urlSuffix) {
    this.id = id;
    this.urlSuffix = urlSuffix;
  }

  /** The partition as ARNs name it, such as {@code aws-cn}. */
  public String id() {
    return id;
  }

  /** What {@code AWS::URLSuffix} stands for. */
  public String urlSuffix() {
    return urlSuffix;
  }

  /** An ARN of this partition; region and account may be empty. */
  public String arn(String service, String region, String account, String resource) {
    return "arn:" + id + ":" + service + ":" + region + ":" + account + ":" + resource;
  }

  /** The ARN of a role; the path begins and ends with a slash. */
  public String roleArn(String account, String path, String name) {
    return arn("iam", "", account, "role" + path + name);
  }
}
