package dev.fleetaccess.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.release.CommitId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What people write: console test events and {@code aws lambda invoke} payloads. */
final class HandWritten {
  private static final Set<String> VERBS =
      Set.of("sweep", "rerun", "heartbeat", "halt", "resume", "rollback", "release");
  private static final Set<String> OPTIONS = Set.of("dryRun", "drift", "by");
  private static final int LONGEST_NAME = 128;
  private static final String NAMED = ", or with a rollout's id instead of true";

  private HandWritten() {}

  static Trigger parse(JsonNode event) {
    List<String> verbs = new ArrayList<>();
    for (var names = event.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (VERBS.contains(name)) {
        verbs.add(name);
      } else if (!OPTIONS.contains(name)) {
        return new Trigger.Refused("'" + name + "' is not understood");
      }
    }
    if (verbs.size() != 1) {
      return new Trigger.Refused(
          verbs.isEmpty() ? "nothing is asked for" : "only one of " + verbs + " can be asked for");
    }
    return problemOf(event)
        .<Trigger>map(Trigger.Refused::new)
        .orElseGet(() -> ordered(verbs.getFirst(), event));
  }

  private static Optional<String> problemOf(JsonNode event) {
    boolean sweeps = event.has("rerun") || event.has("sweep");
    boolean looks = sweeps || event.has("heartbeat");
    if (event.has("dryRun") && !(event.path("dryRun").isBoolean() && looks)) {
      return Optional.of("'dryRun' is true or false, beside 'rerun' or 'sweep'");
    }
    if (event.has("drift") && !(event.path("drift").isBoolean() && sweeps)) {
      return Optional.of("'drift' is true or false, beside 'rerun' or 'sweep'");
    }
    if (event.has("by")
        && (!event.path("by").isTextual() || event.path("by").asText().length() > LONGEST_NAME)) {
      return Optional.of("'by' is a text of at most " + LONGEST_NAME + " characters");
    }
    return Optional.empty();
  }

  private static Trigger ordered(String verb, JsonNode event) {
    boolean dryRun = event.path("dryRun").asBoolean(false);
    boolean drift = event.path("drift").asBoolean(false);
    String by = event.path("by").asText("hand");
    JsonNode value = event.path(verb);
    if (verb.equals("rerun")) {
      Trigger rerun = rerun(value, dryRun, by);
      return rerun instanceof Trigger.Rerun(Scope scope, var dry, var who) && drift
          ? new Trigger.Compare(scope, dry, who)
          : rerun;
    }
    if (verb.equals("release")) {
      return commit(value, by);
    }
    boolean agreed = value.isBoolean() && value.asBoolean();
    boolean named = takesName(verb) && isName(value);
    if (!agreed && !named) {
      return new Trigger.Refused(
          "'" + verb + "' is written \"" + verb + "\":true" + (takesName(verb) ? NAMED : ""));
    }
    Optional<String> rollout = named ? Optional.of(value.asText()) : Optional.empty();
    return switch (verb) {
      case "halt" -> new Trigger.Halt(rollout, by);
      case "resume" -> new Trigger.Resume(rollout, by);
      case "rollback" -> new Trigger.RollBack(by);
      case "sweep" ->
          drift ? new Trigger.SweepAndCompare(dryRun, by) : new Trigger.Sweep(dryRun, by);
      default -> new Trigger.Heartbeat();
    };
  }

  private static boolean takesName(String verb) {
    return verb.equals("halt") || verb.equals("resume");
  }

  private static boolean isName(JsonNode value) {
    return value.isTextual()
        && !value.asText().isBlank()
        && value.asText().length() <= LONGEST_NAME;
  }

  private static Trigger commit(JsonNode value, String by) {
    return value.isTextual() && CommitId.isValid(value.asText())
        ? new Trigger.Bring(new CommitId(value.asText()), by)
        : new Trigger.Refused("'release' takes a commit id: a text of 40 hexadecimal digits");
  }

  private static Trigger rerun(JsonNode value, boolean dryRun, String by) {
    if (value.isTextual()) {
      return switch (value.asText()) {
        case "all" -> new Trigger.Rerun(new Scope.Everyone(), dryRun, by);
        case "failed" -> new Trigger.Rerun(new Scope.Failed(), dryRun, by);
        default ->
            new Trigger.Refused("'rerun' takes \"all\", \"failed\" or a list of account ids");
      };
    }
    if (!value.isArray() || value.isEmpty()) {
      return new Trigger.Refused("'rerun' takes \"all\", \"failed\" or a list of account ids");
    }
    Set<AccountId> ids = new LinkedHashSet<>();
    for (JsonNode element : value) {
      Optional<AccountId> id = AccountIds.in(element);
      if (id.isEmpty()) {
        return new Trigger.Refused(
            element + " is not an account id: a text of twelve digits is expected");
      }
      ids.add(id.get());
    }
    return new Trigger.Rerun(new Scope.Accounts(ids), dryRun, by);
  }
}
