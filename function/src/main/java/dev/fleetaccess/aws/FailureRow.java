package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.Failure;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One row of the table by which an error of AWS gets its name.
 *
 * @param service the service that said it; empty when it means the same everywhere
 * @param code the error code
 * @param words what the message must contain, where the code alone does not tell
 * @param kind what it comes to
 * @param reason why
 */
record FailureRow(
    Optional<AwsService> service,
    String code,
    Optional<Pattern> words,
    Failure.Kind kind,
    String reason) {
  static FailureRow anywhere(String code, Failure.Kind kind, String reason) {
    return new FailureRow(Optional.empty(), code, Optional.empty(), kind, reason);
  }

  static FailureRow anywhere(String code, String words, Failure.Kind kind, String reason) {
    return new FailureRow(Optional.empty(), code, Optional.of(pattern(words)), kind, reason);
  }

  static FailureRow in(AwsService service, String code, Failure.Kind kind, String reason) {
    return new FailureRow(Optional.of(service), code, Optional.empty(), kind, reason);
  }

  static FailureRow in(
      AwsService service, String code, String words, Failure.Kind kind, String reason) {
    return new FailureRow(Optional.of(service), code, Optional.of(pattern(words)), kind, reason);
  }

  boolean matches(AwsService from, String errorCode, String message) {
    return service.map(from::equals).orElse(true)
        && code.equals(errorCode)
        && words.map(pattern -> pattern.matcher(message).find()).orElse(true);
  }

  private static Pattern pattern(String words) {
    return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }
}
