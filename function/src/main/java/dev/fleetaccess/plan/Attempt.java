package dev.fleetaccess.plan;

import java.util.Objects;
import java.util.Optional;

/**
 * How often an item has been tried, each sort of trying counted apart, because a stack that takes
 * long must not use up the patience for failures.
 *
 * @param visit how often the item was looked at before this time
 * @param failures how many of those ended in a failure that may pass
 * @param repairs how often something was deleted or continued so that work could begin
 * @param proofs how often the hub could not enter yet although the stack was right
 * @param token the client request token of our last create, update or change set; empty before the
 *     first and after a repair
 * @param course what it is in the middle of
 */
public record Attempt(
    int visit, int failures, int repairs, int proofs, Optional<String> token, Course course) {
  /** Nothing has been tried yet. */
  public static final Attempt FIRST = new Attempt(0, 0, 0, Optional.empty());

  public Attempt {
    Objects.requireNonNull(token);
    Objects.requireNonNull(course);
    if (visit < 0 || failures < 0 || repairs < 0 || proofs < 0) {
      throw new IllegalArgumentException("attempts are not negative");
    }
  }

  /** An attempt at a plain create or update, before any proof. */
  public Attempt(int visit, int failures, int repairs, Optional<String> token) {
    this(visit, failures, repairs, 0, token, Course.PLAIN);
  }

  /** Whether something was written for it, or its stack was already found right. */
  public boolean begun() {
    return token.isPresent() || repairs > 0 || proofs > 0 || !is(Course.Kind.PLAIN);
  }

  /** The same attempt as if there had been so many visits before. */
  public Attempt at(int visits) {
    return new Attempt(visits, failures, repairs, proofs, token, course);
  }

  /** The next visit, everything else as it was. */
  public Attempt next() {
    return new Attempt(visit + 1, failures, repairs, proofs, token, course);
  }

  /** The next visit after a failure that may pass. */
  public Attempt failed() {
    return new Attempt(visit + 1, failures + 1, repairs, proofs, token, course);
  }

  /** The next visit after our own create or update. */
  public Attempt wrote(String newToken) {
    return new Attempt(visit + 1, failures, repairs, 0, Optional.of(newToken), Course.PLAIN);
  }

  /** The next visit after a repair: what is found then is not our own writing's fault. */
  public Attempt repaired(Course.Kind by) {
    return new Attempt(
        visit + 1, failures, repairs + 1, 0, Optional.empty(), new Course(by, course.found()));
  }

  /**
   * From the beginning, because something else is wanted there now. A message that is under way, or
   * that a worker sends just then, is older. What was written counts as a repair: it was begun, and
   * what is found is not what is wanted.
   */
  public Attempt anew() {
    return new Attempt(visit + 2, 0, begun() ? 1 : 0, Optional.empty());
  }

  /** The next visit after the hub could not enter: the stack is right, the proof is left. */
  public Attempt unproven() {
    return new Attempt(visit + 1, failures, repairs, proofs + 1, token, course);
  }

  /** The next visit after a step of a longer course. */
  public Attempt on(Course newCourse, Optional<String> newToken) {
    return new Attempt(visit + 1, failures, repairs, 0, newToken, newCourse);
  }

  /** The same attempt in the middle of something else. */
  public Attempt with(Course newCourse) {
    return new Attempt(visit, failures, repairs, proofs, token, newCourse);
  }

  /** Whether we are in the middle of that. */
  public boolean is(Course.Kind kind) {
    return course.kind() == kind;
  }
}
