package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.Failure;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The table by which a change set that could not be made gets its sort of failure. It has no error
 * code, only words. The first row that matches counts; what matches none is the template's fault.
 */
final class ChangeSetReasons {
  private record Row(Pattern words, Failure.Kind kind) {}

  private static final List<Row> ROWS =
      List.of(
          row("Rate exceeded|Throttling|TooManyRequests", Failure.Kind.THROTTLED),
          row(
              "explicit deny in a (service|resource) control policy",
              Failure.Kind.DENIED_BY_CONTROL_POLICY),
          row("not authorized to perform|AccessDenied|Access denied", Failure.Kind.DENIED),
          row("LimitExceeded|ServiceLimitExceeded|quota", Failure.Kind.LIMIT),
          row("is in [A-Z_]+ state", Failure.Kind.CONFLICT),
          row(
              "Internal ?(Failure|Error)|InternalServer|ServiceUnavailable|Service Unavailable",
              Failure.Kind.UNAVAILABLE));

  private ChangeSetReasons() {}

  static Failure.Kind kind(String reason) {
    return ROWS.stream()
        .filter(row -> row.words.matcher(reason).find())
        .map(Row::kind)
        .findFirst()
        .orElse(Failure.Kind.INVALID);
  }

  private static Row row(String words, Failure.Kind kind) {
    return new Row(Pattern.compile(words, Pattern.CASE_INSENSITIVE), kind);
  }
}
