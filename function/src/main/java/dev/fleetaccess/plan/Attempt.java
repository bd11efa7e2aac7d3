package dev.fleetaccess.plan;

import dev.fleetaccess.fleet.Failure;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How often an item has been tried, each sort of trying counted apart, because a stack that takes
 * long must not use up the patience for failures, nor one sort of failure that for another.
 *
 * @param visit how often the item was looked at before this time; it only grows, so that a message
 *     older than the ledger is known by it
 * @param start the visit at which it was begun: not 0 where a halted rollout was resumed, or
 *     something else came to be wanted. It tells our writes from those before
 * @param looks how often what we or somebody began was found unfinished since our last step
 * @param failed how many visits ended in a failure that may pass, by its kind
 * @param repairs how often something was deleted or continued so that work could begin
 * @param proofs how often the hub could not enter yet although the stack was right
 * @param token the client request token of our last create, update or change set; empty before the
 *     first and after a repair
 * @param role the access role that let us in, where others refused
 * @param course what it is in the middle of
 */
public record Attempt(
    int visit,
    int start,
    int looks,
    Map<Failure.Kind, Integer> failed,
    int repairs,
    int proofs,
    Optional<String> token,
    Optional<String> role,
    Course course) {
  /** A worker may send the next visit's message just when it is begun anew. */
  private static final int PAST_ANY_MESSAGE = 2;

  /** Nothing has been tried yet. */
  public static final Attempt FIRST =
      new Attempt(0, 0, 0, Map.of(), 0, 0, Optional.empty(), Optional.empty(), Course.PLAIN);

  public Attempt {
    Objects.requireNonNull(token);
    Objects.requireNonNull(role);
    Objects.requireNonNull(course);
    var counts = new EnumMap<Failure.Kind, Integer>(Failure.Kind.class);
    counts.putAll(failed);
    failed = Collections.unmodifiableMap(counts);
    if (visit < start || start < 0 || looks < 0 || repairs < 0 || proofs < 0) {
      throw new IllegalArgumentException("attempts are not negative");
    }
    if (failed.values().stream().anyMatch(count -> count < 1)) {
      throw new IllegalArgumentException("what failed, failed at least once");
    }
  }

  /** Whether something was written for it, or its stack was already found right. */
  public boolean begun() {
    return token.isPresent() || repairs > 0 || proofs > 0 || !is(Course.Kind.PLAIN);
  }

  /** The client request token of our last operation on the stack, a repair included. */
  public Optional<String> operation() {
    return token.or(course::repair);
  }

  /** How many visits ended in a failure that may pass. */
  public int failures() {
    int failures = 0;
    for (int count : failed.values()) {
      failures += count;
    }
    return failures;
  }

  /** How many visits ended in a failure of that kind. */
  public int failures(Failure.Kind kind) {
    return failed.getOrDefault(kind, 0);
  }

  /** The same attempt, begun anew after so many visits. */
  public Attempt at(int visits) {
    return new Attempt(visits, visits, looks, failed, repairs, proofs, token, role, course);
  }

  /** The next visit, since what was begun is unfinished. */
  public Attempt looked() {
    return new Attempt(visit + 1, start, looks + 1, failed, repairs, proofs, token, role, course);
  }

  /** The next visit after a failure that may pass. */
  public Attempt failed(Failure.Kind kind) {
    var counts = new EnumMap<Failure.Kind, Integer>(Failure.Kind.class);
    counts.putAll(failed);
    counts.merge(kind, 1, Integer::sum);
    return new Attempt(visit + 1, start, looks, counts, repairs, proofs, token, role, course);
  }

  /** The next visit after our own create or update. */
  public Attempt wrote(String newToken) {
    return new Attempt(
        visit + 1, start, 0, failed, repairs, 0, Optional.of(newToken), role, Course.PLAIN);
  }

  /**
   * The next visit after a repair: what is found then is not our own writing's fault.
   *
   * @param operation the client request token of the repair
   */
  public Attempt repaired(Course.Kind by, String operation) {
    var repair = new Course(by, course.found()).after(operation);
    return new Attempt(visit + 1, start, 0, failed, repairs + 1, 0, Optional.empty(), role, repair);
  }

  /**
   * From the beginning, because something else is wanted there now. What was written counts as a
   * repair: it was begun, and what is found is not what is wanted.
   */
  public Attempt anew() {
    int next = visit + PAST_ANY_MESSAGE;
    int repaired = begun() ? 1 : 0;
    return new Attempt(next, next, 0, Map.of(), repaired, 0, Optional.empty(), role, Course.PLAIN);
  }

  /** From the beginning, because somebody asks for all of it again. */
  public Attempt resumed() {
    return FIRST.at(visit + PAST_ANY_MESSAGE);
  }

  /** The next visit after the hub could not enter: the stack is right, the proof is left. */
  public Attempt unproven() {
    return new Attempt(visit + 1, start, looks, failed, repairs, proofs + 1, token, role, course);
  }

  /** The next visit after a step of a longer course. */
  public Attempt on(Course newCourse, Optional<String> newToken) {
    return new Attempt(visit + 1, start, 0, failed, repairs, 0, newToken, role, newCourse);
  }

  /** The same attempt in the middle of something else. */
  public Attempt with(Course newCourse) {
    return new Attempt(visit, start, looks, failed, repairs, proofs, token, role, newCourse);
  }

  /** The same attempt as if nothing of ours had been written. */
  public Attempt withoutToken() {
    return new Attempt(
        visit, start, looks, failed, repairs, proofs, Optional.empty(), role, course);
  }

  /** The same attempt, let in by that role. */
  public Attempt by(String accessRole) {
    return new Attempt(
        visit, start, looks, failed, repairs, proofs, token, Optional.of(accessRole), course);
  }

  /** Whether we are in the middle of that. */
  public boolean is(Course.Kind kind) {
    return course.kind() == kind;
  }
}
