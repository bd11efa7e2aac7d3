package dev.fleetaccess.run;

import dev.fleetaccess.ledger.CoverageCount;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.report.RolloutSummary;
import java.time.Duration;
import java.util.Map;

/** What is said while the functions run: one line a happening. It never fails. */
public interface Journal {
  /** An item was visited: it ended, or comes back. */
  void visited(Entry entry);

  /**
   * Something happened to a rollout.
   *
   * @param rollout its id
   * @param message a sentence
   */
  void rollout(String rollout, String message);

  /**
   * Something that somebody should know.
   *
   * @param message a sentence
   * @param fields what it is about, never a secret
   */
  void warning(String message, Map<String, String> fields);

  /** Nothing of a rollout changes any more: what it came to. */
  void ended(RolloutSummary summary);

  /** So many accounts are covered. */
  void counted(CoverageCount count);

  /**
   * An account that joined has what it should for the first time.
   *
   * @param after how long after it joined
   */
  void coveredFirst(Entry entry, Duration after);

  /**
   * An account that joined was proven for the first time.
   *
   * @param after how long after it joined
   */
  void provenFirst(Entry entry, Duration after);

  /**
   * The heartbeat looked.
   *
   * @param overdue how many rollouts were overdue
   * @param oldest how long ago the oldest open rollout was opened; zero when none is open
   */
  void heartbeat(int overdue, Duration oldest);

  /**
   * A trigger was answered.
   *
   * @param trigger the trigger
   * @param answer the answer
   */
  void answered(String trigger, String answer);
}
