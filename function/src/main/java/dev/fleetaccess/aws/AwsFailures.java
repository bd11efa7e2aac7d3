package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns what the AWS SDK throws into failures with a name. */
final class AwsFailures {
  /** Longer than any error that was seen; what is longer fills logs and rows with noise. */
  private static final int LONGEST_MESSAGE = 1_000;

  /**
   * Encoded authorization messages and session tokens: both are long runs without a break, neither
   * says anything to a reader, and the second is a secret.
   */
  private static final int SHORTEST_BLOB = 160;

  private static final Pattern BLOB = Pattern.compile("[A-Za-z0-9+/=_-]{" + SHORTEST_BLOB + ",}");

  private static final Pattern KEY_ID = Pattern.compile("\\bA[KS]IA[A-Z0-9]{12,}");

  private static final Map<String, List<FailureRow>> ROWS =
      FailureTable.ROWS.stream().collect(Collectors.groupingBy(FailureRow::code));

  private AwsFailures() {}

  /**
   * Makes a call.
   *
   * @throws RemoteFailure when it fails
   */
  static <T> T call(AwsService service, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new RemoteFailure(failure(service, e), e);
    }
  }

  /** What an exception of the SDK comes to. */
  static Failure failure(AwsService service, SdkException exception) {
    if (exception instanceof AwsServiceException fromService) {
      return fromService(service, fromService);
    }
    return new Failure(
        Failure.Kind.UNAVAILABLE,
        exception.getClass().getSimpleName(),
        readable(exception.getMessage()));
  }

  /** What an error comes to that stands in an answer instead of being thrown. */
  static Failure failure(AwsService service, String code, String message) {
    return new Failure(
        kind(service, code, message).orElse(Failure.Kind.UNKNOWN), code, readable(message));
  }

  private static Failure fromService(AwsService service, AwsServiceException exception) {
    Optional<AwsErrorDetails> details = Optional.ofNullable(exception.awsErrorDetails());
    String code =
        details
            .map(AwsErrorDetails::errorCode)
            .orElseGet(() -> exception.getClass().getSimpleName());
    String message = details.map(AwsErrorDetails::errorMessage).orElseGet(exception::getMessage);
    Failure.Kind kind =
        kind(service, code, message == null ? "" : message).orElseGet(() -> byStatus(exception));
    return new Failure(kind, code, readable(message));
  }

  private static Optional<Failure.Kind> kind(AwsService service, String code, String message) {
    return ROWS.getOrDefault(code, List.of()).stream()
        .filter(row -> row.matches(service, code, message))
        .map(FailureRow::kind)
        .findFirst();
  }

  private static Failure.Kind byStatus(AwsServiceException exception) {
    if (exception.isThrottlingException()) {
      return Failure.Kind.THROTTLED;
    }
    return exception.statusCode() >= 500 ? Failure.Kind.UNAVAILABLE : Failure.Kind.UNKNOWN;
  }

  /** The words without what must not be shown or cannot be read. */
  static String readable(String message) {
    if (message == null) {
      return "";
    }
    String shown =
        message.length() < SHORTEST_BLOB ? message : BLOB.matcher(message).replaceAll("(encoded)");
    // Looked for first, since errors are many and keys in them few.
    shown = shown.contains("SIA") || shown.contains("KIA") ? withoutKeyIds(shown) : shown;
    return shown.length() <= LONGEST_MESSAGE ? shown : shown.substring(0, LONGEST_MESSAGE) + "…";
  }

  private static String withoutKeyIds(String message) {
    return KEY_ID.matcher(message).replaceAll("(key id)");
  }
}
