package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Entry;
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

  /**
   * The heartbeat looked.
   *
   * @param rollouts how many rollouts were overdue
   */
  void overdue(int rollouts);

  /**
   * A trigger was answered.
   *
   * @param trigger the trigger
   * @param answer the answer
   */
  void answered(String trigger, String answer);
}
