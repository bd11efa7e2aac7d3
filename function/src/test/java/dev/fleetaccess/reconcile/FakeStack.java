package dev.fleetaccess.reconcile;

import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.RoleStack;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A stack of {@link FakeStacks} at one moment.
 *
 * @param id its ARN
 * @param name its name
 * @param template the template it has
 * @param parameters the parameters it has
 * @param tags the tags it has
 * @param status its status
 * @param token the client request token of the last operation
 * @param changed when it was created or last updated
 * @param turns when and into what its status turns by itself; empty when nothing works on it
 * @param cause what went wrong in the last operation
 */
public record FakeStack(
    String id,
    String name,
    String template,
    Map<String, String> parameters,
    Map<String, String> tags,
    String status,
    Optional<String> token,
    Instant changed,
    Optional<Turn> turns,
    Optional<Cause> cause) {
  private static final Set<String> NEVER_LIVED =
      Set.of("CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "REVIEW_IN_PROGRESS");
  private static final Set<String> BROKEN =
      Set.of("DELETE_FAILED", "UPDATE_FAILED", "UPDATE_ROLLBACK_FAILED", "IMPORT_ROLLBACK_FAILED");

  /**
   * What the status turns into.
   *
   * @param status the status then
   * @param at when
   * @param content what the stack has then
   * @param marked whether its digest stands on its tags then
   */
  public record Turn(String status, Instant at, Optional<RoleStack> content, boolean marked) {
    Turn(String status, Instant at, Optional<RoleStack> content) {
      this(status, at, content, true);
    }
  }

  static FakeStack existing(String id, RoleStack content, String status, Instant now) {
    return new FakeStack(
        id,
        content.name(),
        content.template(),
        content.parameters(),
        content.tags(),
        status,
        Optional.empty(),
        now,
        Optional.empty(),
        Optional.empty());
  }

  static FakeStack creating(
      String id, RoleStack content, String token, Instant ends, Optional<Cause> cause) {
    String end = cause.isPresent() ? "ROLLBACK_COMPLETE" : "CREATE_COMPLETE";
    var turn = new Turn(end, ends, Optional.of(content));
    return existing(id, content, "CREATE_IN_PROGRESS", ends).with(token, turn, cause);
  }

  FakeStack updating(RoleStack content, String newToken, Instant ends, Optional<Cause> newCause) {
    String end = newCause.isPresent() ? "UPDATE_ROLLBACK_COMPLETE" : "UPDATE_COMPLETE";
    Optional<RoleStack> then = newCause.isPresent() ? Optional.empty() : Optional.of(content);
    return inStatus("UPDATE_IN_PROGRESS", ends).with(newToken, new Turn(end, ends, then), newCause);
  }

  FakeStack turning(
      String through, String end, String newToken, Instant ends, Optional<Cause> newCause) {
    return inStatus(through, changed)
        .with(newToken, new Turn(end, ends, Optional.empty()), newCause);
  }

  /** The same operation as a creation that takes over, which leaves the digest out. */
  FakeStack takingOver() {
    Turn turn = turns.orElseThrow();
    var taken = new Turn("CREATE_COMPLETE", turn.at(), turn.content(), false);
    return inStatus("CREATE_IN_PROGRESS", changed).with(token.orElseThrow(), taken, cause);
  }

  FakeStack at(Instant now) {
    if (turns.isEmpty() || now.isBefore(turns.get().at())) {
      return this;
    }
    Turn turn = turns.get();
    FakeStack filled =
        turn.content()
            .map(content -> existing(id, content, turn.status(), changed))
            .orElse(inStatus(turn.status(), changed));
    var then = new TreeMap<>(filled.tags);
    if (!turn.marked()) {
      then.remove(Digest.TAG);
    }
    return new FakeStack(
        id,
        name,
        filled.template,
        filled.parameters,
        then,
        turn.status(),
        token,
        changed,
        Optional.empty(),
        cause);
  }

  boolean busy() {
    return turns.isPresent() || status.endsWith("_IN_PROGRESS") && !NEVER_LIVED.contains(status);
  }

  boolean broken() {
    return NEVER_LIVED.contains(status) || BROKEN.contains(status);
  }

  boolean has(RoleStack content) {
    return template.equals(content.template())
        && parameters.equals(content.parameters())
        && tags.equals(content.tags());
  }

  StackState state() {
    if (busy()) {
      return new StackState.Busy(id, status);
    }
    return broken()
        ? new StackState.Broken(id, status, NEVER_LIVED.contains(status))
        : new StackState.Settled(id, status, FakeStacks.digest(tags), changed);
  }

  FakeStack untagged() {
    return new FakeStack(
        id, name, template, parameters, Map.of(), status, token, changed, turns, cause);
  }

  private FakeStack inStatus(String newStatus, Instant newChanged) {
    return new FakeStack(
        id, name, template, parameters, tags, newStatus, token, newChanged, turns, cause);
  }

  private FakeStack with(String newToken, Turn turn, Optional<Cause> newCause) {
    return new FakeStack(
        id,
        name,
        template,
        parameters,
        tags,
        status,
        Optional.of(newToken),
        changed,
        Optional.of(turn),
        newCause);
  }
}
