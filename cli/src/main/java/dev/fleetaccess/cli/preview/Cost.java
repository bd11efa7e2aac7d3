package dev.fleetaccess.cli.preview;

import dev.fleetaccess.local.rehearsal.report.Bound;
import dev.fleetaccess.plan.Lookups;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.release.Manifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a rollout takes, by the figures of its design: a stack takes 22 s in the middle and 60 s for
 * one in a hundred; a create or update 4 to 5.5 calls, a look that finds everything right 2, a
 * proof 1 more.
 *
 * @param calls calls to STS and CloudFormation, at least
 * @param callsAtMost the same, at most
 * @param proofs calls to STS for the proofs
 * @param listing calls to Organizations, at most: pages of accounts, and where the manifest names
 *     units or tags what finds these out
 * @param time from the push to the last account, about; waits for a person apart
 * @param approvals how often it waits for a person
 */
public record Cost(
    long calls, long callsAtMost, long proofs, long listing, Duration time, int approvals) {
  private static final int WRITING = 4;
  private static final double WRITING_AT_MOST = 5.5;
  private static final int LOOKING = 2;

  /** DescribeOrganization, the hub's DescribeAccount, and a page that is asked for again. */
  private static final int LISTING_BESIDE = 3;

  /** Our share of ListTagsForResource, 75 % of 10 a second. */
  private static final double TAGS_A_SECOND = 7.5;

  /** Our share of each call of the walk through the units, 75 % of 5 a second. */
  private static final double STEPS_A_SECOND = 3.75;

  private static final Duration STACK = Duration.ofSeconds(22);
  private static final Duration SLOW_STACK = Duration.ofSeconds(60);

  /** A worker comes back 30 s after it wrote. */
  private static final Duration TURN = STACK.plusSeconds(13);

  private static final Duration VISIT = Duration.ofMillis(600);

  /** Batches of the worker at once, as deployed. */
  private static final int CONCURRENCY = 100;

  public Cost {
    Objects.requireNonNull(time);
  }

  /** What the rollout of a preview takes. */
  public static Cost of(Preview preview) {
    Manifest manifest = preview.release().manifest();
    long written = 0;
    long looked = 0;
    long proofs = 0;
    Duration before = Duration.ZERO;
    List<Bound.Work> works = new ArrayList<>();
    var waves = new TreeMap<Integer, Integer>();
    for (Stage stage : Stage.of(manifest)) {
      boolean writes = false;
      for (Change change : preview.changes()) {
        if (!change.stack().equals(stage.stack().name()) || !visited(change)) {
          continue;
        }
        boolean write = writes(change);
        writes |= write;
        written += write ? 1 : 0;
        looked += write ? 0 : 1;
        if (!stage.gate()) {
          proofs += manifest.proof() ? 1 : 0;
          works.add(new Bound.Work(true, write ? SLOW_STACK : Duration.ZERO));
          waves.merge(change.wave(), write ? 1 : 0, Integer::sum);
        }
      }
      before = stage.gate() && writes ? before.plus(TURN) : before;
    }
    // Deletions are the last stage.
    long deleted = preview.count(Change.Action.DELETE);
    written += deleted;
    Duration bound = new Bound(before, 2, VISIT, CONCURRENCY).of(works);
    Duration turns = before;
    for (int size : waves.values()) {
      turns = turns.plus(turns(size, Math.max(1, manifest.rollout().atOnce().of(size))));
    }
    Duration bakes =
        manifest.rollout().bake().multipliedBy(Math.max(0, manifest.rollout().waves().size() - 1));
    int accounts = (int) preview.changes().stream().map(Change::account).distinct().count();
    Lookups lookups = Lookups.of(manifest, preview.units(), accounts);
    Duration lookedUp = before.plus(time(manifest, lookups)).plus(SLOW_STACK);
    turns = manifest.needs().any() && lookedUp.compareTo(turns) > 0 ? lookedUp : turns;
    return new Cost(
        written * WRITING + looked * LOOKING,
        Math.round(written * WRITING_AT_MOST) + looked * LOOKING,
        proofs,
        lookups.total() + LISTING_BESIDE,
        (bound.compareTo(turns) > 0 ? bound : turns)
            .plus(bakes)
            .plus(deleted > 0 ? TURN : Duration.ZERO),
        (int) manifest.rollout().waves().stream().filter(Manifest.Wave::approve).count());
  }

  /** Until the last account is looked up; the others begin as theirs are known. */
  private static Duration time(Manifest manifest, Lookups lookups) {
    double walk =
        manifest.needs().units() ? (lookups.pages() + lookups.units()) / STEPS_A_SECOND : 0;
    return Duration.ofMillis(Math.round(1_000 * Math.max(walk, lookups.tags() / TAGS_A_SECOND)));
  }

  /** So many accounts, some at once: as one ends, the next begins; the last one may be slow. */
  private static Duration turns(int size, int atOnce) {
    if (size == 0) {
      return Duration.ZERO;
    }
    return TURN.multipliedBy(size - 1).dividedBy(atOnce).plus(SLOW_STACK);
  }

  private static boolean writes(Change change) {
    return change.action() == Change.Action.CREATE || change.action() == Change.Action.UPDATE;
  }

  private static boolean visited(Change change) {
    return switch (change.action()) {
      case CREATE, UPDATE, REFUSED, NOTHING -> true;
      case DELETE, ORPHANED, LEFT_OUT -> false;
    };
  }
}
