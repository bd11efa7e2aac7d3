package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.stack.Stack;
import dev.fleetaccess.local.sim.stack.StackEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whoever reads of a failure or a refusal learns why, and what to do. */
final class Causes {
  /** How our client request tokens begin. */
  private static final String OURS = "fleetaccess-";

  /** What CloudFormation says of what it gave up because something else failed. */
  private static final String ECHO = "cancelled";

  /** A role, and how it stands beside what is wanted. */
  private static final Pattern DIFFERENCE = Pattern.compile("\\(\\S+: [^)]+");

  /** How CloudFormation tells that a check refused something, and not what it found. */
  private static final Pattern BARE =
      Pattern.compile("DescribeEvents|Validation failure detected|EarlyValidation");

  /** What such a check finds in the simulated world. */
  private static final Pattern CONFLICT =
      Pattern.compile("\\w+: Resource of type '\\S+' with identifier '\\S+' already exists");

  private static final Pattern ADVICE = Pattern.compile("re-run|adopt: true|out of the manifest");

  private final SimulatedOrganization world;

  Causes(SimulatedOrganization world) {
    this.world = Objects.requireNonNull(world);
  }

  /** What a failed item does not tell. */
  Optional<String> missingOf(Entry entry, String region) {
    Optional<Failure> failure = entry.failure();
    boolean told =
        failure
            .filter(each -> !each.message().isBlank() && !each.kind().nextStep().isBlank())
            .isPresent();
    if (!told) {
      return Optional.of("failed without kind, cause or next step");
    }
    return failure
        .map(Failure::message)
        .filter(
            message ->
                !tellsWhatWasChecked(message)
                    || failure.get().kind() == Failure.Kind.ROLLED_BACK
                        && !tellsFirstCause(entry, region, message))
        .map(message -> "does not tell the first cause: " + message);
  }

  /** Words that only send their reader elsewhere are followed by those that are read there. */
  private static boolean tellsWhatWasChecked(String message) {
    return !BARE.matcher(message).find() || CONFLICT.matcher(message).find();
  }

  /**
   * The oldest failure of the attempt's own operation, or of the last one on the stack where that
   * is ours: what failed under somebody else's hands since is not what an earlier one of ours met.
   */
  private boolean tellsFirstCause(Entry entry, String region, String message) {
    Optional<Stack> stack =
        world.locked(
            () -> world.cloudFormation().at(entry.account().value(), region).find(entry.stack()));
    Map<String, StackEvent> oldest = new HashMap<>();
    stack.stream()
        .flatMap(each -> each.events().stream())
        .filter(event -> event.status().endsWith("_FAILED"))
        .filter(event -> !event.reason().isEmpty() && !event.reason().endsWith(ECHO))
        .filter(event -> event.token().filter(token -> token.startsWith(OURS)).isPresent())
        .forEach(newestFirst -> oldest.put(newestFirst.token().get(), newestFirst));
    return entry
        .attempt()
        .token()
        .map(oldest::get)
        .or(() -> stack.flatMap(Causes::lastToken).map(oldest::get))
        .map(cause -> message.contains(words(stack.get(), cause)))
        .orElse(true);
  }

  private static Optional<String> lastToken(Stack stack) {
    return stack.events().stream().findFirst().flatMap(StackEvent::token);
  }

  /** Where the stack says only that it was refused, the words of what refused it. */
  private static String words(Stack stack, StackEvent cause) {
    return stack.objections().stream()
        .filter(objection -> objection.operation().equals(cause.operation()))
        .findFirst()
        .map(objection -> objection.logicalId() + ": " + objection.reason())
        .orElse(cause.logicalId() + ": " + cause.reason());
  }

  /** What a refused item does not tell. */
  static Optional<String> missingOf(Entry entry) {
    String note = entry.note();
    if (note.isBlank()) {
      return Optional.of("refuses without a word");
    }
    if (!ADVICE.matcher(note).find()) {
      return Optional.of("refuses without saying what to do: " + note);
    }
    return note.contains("stands there already") && !DIFFERENCE.matcher(note).find()
        ? Optional.of("refuses a role without saying how it differs: " + note)
        : Optional.empty();
  }
}
