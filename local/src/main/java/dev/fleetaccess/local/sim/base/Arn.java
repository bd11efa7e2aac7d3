package dev.fleetaccess.local.sim.base;

import java.util.Optional;

/**
 * An Amazon resource name, as in {@code arn:aws:iam::222222222222:role/security/hub-001}.
 *
 * @param partition such as {@code aws}
 * @param service such as {@code iam}
 * @param region empty where the service is global
 * @param account twelve digits, or empty
 * @param resource the rest, colons included
 */
public record Arn(
    String partition, String service, String region, String account, String resource) {

  /** Reads an ARN; empty when the text is none. */
  public static Optional<Arn> parse(String text) {
    var ends = new int[5];
    int from = 0;
    for (int i = 0; i < ends.length; i++) {
      ends[i] = text.indexOf(':', from);
      if (ends[i] < 0) {
        return Optional.empty();
      }
      from = ends[i] + 1;
    }
    return text.startsWith("arn:")
        ? Optional.of(
            new Arn(
                text.substring(ends[0] + 1, ends[1]),
                text.substring(ends[1] + 1, ends[2]),
                text.substring(ends[2] + 1, ends[3]),
                text.substring(ends[3] + 1, ends[4]),
                text.substring(from)))
        : Optional.empty();
  }
}
