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
    var parts = text.split(":", 6);
    return parts.length == 6 && parts[0].equals("arn")
        ? Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]))
        : Optional.empty();
  }
}
