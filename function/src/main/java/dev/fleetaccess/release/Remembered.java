package dev.fleetaccess.release;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The answers of a pure function to the questions asked last, so that the same is not worked out
 * for every account. Threads may share it; two that ask at once may both work.
 */
public final class Remembered<Q, A> {
  private final Map<Q, A> answers;
  private final Function<? super Q, ? extends A> function;

  /**
   * Remembers nothing yet.
   *
   * @param places how many answers are kept; the one asked for least lately goes first
   */
  public Remembered(int places, Function<? super Q, ? extends A> function) {
    this.function = Objects.requireNonNull(function);
    this.answers =
        Collections.synchronizedMap(
            new LinkedHashMap<>(16, 0.75f, true) {
              private static final long serialVersionUID = 1L;

              @Override
              protected boolean removeEldestEntry(Map.Entry<Q, A> eldest) {
                return size() > places;
              }
            });
  }

  /** The answer. */
  public A of(Q question) {
    A known = answers.get(question);
    if (known != null) {
      return known;
    }
    A answer = function.apply(question);
    answers.put(question, answer);
    return answer;
  }
}
