package dev.fleetaccess.ledger;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ledger's account of rollouts and pointers. Reads are strongly consistent; a call that fails
 * throws {@link dev.fleetaccess.fleet.RemoteFailure}.
 */
public interface Rollouts {
  /** How many of those that were opened last are read at a time. */
  int PAGE = 100;

  /** The pointers, every open rollout and the refusal that stands, in one read. */
  Overview overview();

  /**
   * Changes the pointers, if they are still at the version before.
   *
   * @param next the pointers wanted, one version on
   * @return false when somebody else changed them meanwhile
   */
  boolean move(Pointers next);

  /** Writes down that the branch's head was refused, in place of what stood there. */
  void refuse(Refusal refusal);

  /** Forgets a refusal; one of another commit that came in its place stays. */
  void lift(Refusal refusal);

  /**
   * From when more items may begin, whichever rollout they are of: all of them enter accounts at
   * one rate. The epoch before the first.
   */
  Instant paced();

  /**
   * Writes down from when more items may begin.
   *
   * @param before what {@link #paced} told
   * @return false when somebody else took the place meanwhile
   */
  boolean pace(Instant before, Instant after);

  /**
   * Opens a rollout.
   *
   * @param receipt kept with it, if somebody's request opens it
   * @return false when there is one of that id already, or that request was carried out; nothing is
   *     changed then
   */
  boolean open(Rollout rollout, Optional<Receipt> receipt);

  /** Opens a rollout that nobody's request opens. */
  default boolean open(Rollout rollout) {
    return open(rollout, Optional.empty());
  }

  /** The rollout of that id. */
  Optional<Rollout> find(String id);

  /**
   * Takes a step of a rollout, if it still stands at the step before. A rollout that is no longer
   * open leaves the overview.
   *
   * @param next the rollout wanted, one step on
   * @param receipt kept with it, if somebody's request takes the step
   * @return false when somebody else took the step, or that request was carried out; nothing is
   *     changed then
   */
  boolean step(Rollout next, Optional<Receipt> receipt);

  /** Takes a step that nobody's request takes. */
  default boolean step(Rollout next) {
    return step(next, Optional.empty());
  }

  /** What was carried out of that request; empty when nothing was. Kept for 90 days. */
  Optional<Receipt> receipt(String request);

  /**
   * Writes down what the items of a rollout came to, so that nobody has to read them again for it;
   * the last writer wins.
   *
   * @param closed the rollout as it ends
   * @param counts items by state
   */
  void sum(Rollout closed, Map<Entry.State, Integer> counts);

  /** What the items of a rollout came to; empty before it was summed up. */
  Optional<Map<Entry.State, Integer>> counts(String id);

  /**
   * The rollouts that were opened last, open or not, the latest first. A rollout that expired is
   * left out, so there may be fewer than there are to be had.
   *
   * @param until none that was opened later is looked for
   * @param most at most so many, from 1
   */
  List<Rollout> latest(Instant until, int most);

  /**
   * The same, as far back as the ledger keeps them: 90 days. A hundred are read at a time, and no
   * more of them than somebody looks at.
   *
   * @param until none that was opened later is looked for
   */
  default Stream<Rollout> back(Instant until) {
    var seen = new HashSet<String>();
    return Stream.iterate(
            latest(until, PAGE),
            page -> !page.isEmpty(),
            // Several may have been opened in the moment at which a page ends.
            page ->
                latest(page.getLast().started(), PAGE).stream()
                    .filter(rollout -> !seen.contains(rollout.id()))
                    .toList())
        .flatMap(List::stream)
        .peek(rollout -> seen.add(rollout.id()));
  }

  /**
   * The pointers and what is open.
   *
   * @param pointers the pointers
   * @param open the ids of the open rollouts, each with the time at which it is due
   * @param refusal that the branch's head was refused, if it was when somebody last looked at it
   */
  record Overview(Pointers pointers, List<Open> open, Optional<Refusal> refusal) {
    public Overview {
      Objects.requireNonNull(pointers);
      open = List.copyOf(open);
      Objects.requireNonNull(refusal);
    }
  }

  /**
   * An open rollout, as the overview knows it.
   *
   * @param id its id
   * @param kind its kind
   * @param due when its next step should have been taken
   */
  record Open(String id, Rollout.Kind kind, Instant due) {}
}
