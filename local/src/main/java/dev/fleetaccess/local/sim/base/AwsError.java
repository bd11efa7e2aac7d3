package dev.fleetaccess.local.sim.base;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal by a simulated service, worded as AWS words it. */
public final class AwsError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String code;
  private final int status;
  private final LinkedHashMap<String, String> details = new LinkedHashMap<>();

  private AwsError(String code, int status, String message) {
    super(message, null, false, false);
    this.code = code;
    this.status = status;
  }

  /** An error of that code, HTTP status and message. */
  public static AwsError of(String code, int status, String message) {
    return new AwsError(code, status, message);
  }

  /** {@code ValidationError}, HTTP 400. */
  public static AwsError validation(String message) {
    return of("ValidationError", 400, message);
  }

  /** {@code AccessDenied}, HTTP 403. */
  public static AwsError accessDenied(String message) {
    return of("AccessDenied", 403, message);
  }

  /** {@code MalformedPolicyDocument}, HTTP 400. */
  public static AwsError malformedPolicy(String message) {
    return of("MalformedPolicyDocument", 400, message);
  }

  /** {@code NotSimulated}, HTTP 501: AWS has it, the simulation has not, and says so. */
  public static AwsError notSimulated(String what) {
    return of("NotSimulated", 501, "The simulated organization does not have " + what + ".");
  }

  /** The same error with a member more in its body, such as {@code Reason}. */
  public AwsError with(String member, String value) {
    var copy = new AwsError(code, status, getMessage());
    copy.details.putAll(details);
    copy.details.put(member, value);
    return copy;
  }

  /** AWS's error code, such as {@code ValidationError}. */
  public String code() {
    return code;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** AWS's message; never null. */
  public String text() {
    return getMessage();
  }

  /** Further members of the error's body. */
  public Map<String, String> details() {
    return Map.copyOf(details);
  }
}
