package dev.fleetaccess.local.wire;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who signed a request and for which service: the credential scope of its {@code Authorization}
 * header, as in {@code AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261120/us-east-1/sqs/aws4_request,
 * …}.
 *
 * @param accessKeyId the access key id, never the secret
 * @param region the region the request is signed for
 * @param service the service's signing name, such as {@code sts}
 */
public record CredentialScope(String accessKeyId, String region, String service) {
  private static final Pattern CREDENTIAL =
      Pattern.compile("Credential=([^/,\\s]+)/\\d{8}/([^/,\\s]+)/([^/,\\s]+)/aws4_request");

  public CredentialScope {
    Objects.requireNonNull(accessKeyId);
    Objects.requireNonNull(region);
    Objects.requireNonNull(service);
  }

  /** Reads the scope of an {@code Authorization} header; empty when it is not a version 4 one. */
  public static Optional<CredentialScope> of(String authorization) {
    var matcher = CREDENTIAL.matcher(authorization);
    return matcher.find()
        ? Optional.of(new CredentialScope(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }
}
