package dev.fleetaccess.cli.preview;

import dev.fleetaccess.plan.Itinerary;
import dev.fleetaccess.plan.Lookups;
import dev.fleetaccess.plan.Stage;
import dev.fleetaccess.release.Manifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a rollout takes, by the figures of its design: a create or update 4 to 5.5 calls, a look
 * that finds everything right 2, a proof 2 more.
 *
 * @param calls calls to STS and CloudFormation, at least
 * @param callsAtMost the same, at most
 * @param proofs calls for the proofs: entering the spoke, and reading there
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

  /** The hub's own session is kept, so mostly two. */
  private static final int PROVING = 2;

  /** DescribeOrganization, the hub's DescribeAccount, and a page that is asked for again. */
  private static final int LISTING_BESIDE = 3;

  public Cost {
    Objects.requireNonNull(time);
  }

  /** What the rollout of a preview takes, by functions that are deployed so. */
  public static Cost of(Preview preview, Deployed deployed) {
    Manifest manifest = preview.release().manifest();
    Lookups lookups = lookups(preview);
    var forecast = new Forecast(deployed, lookedUp(manifest, lookups, deployed));
    long written = 0;
    long looked = 0;
    long spokes = 0;
    var legs = new TreeMap<Integer, List<Forecast.Visited>>();
    Itinerary itinerary = Itinerary.waved(manifest);
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
          spokes++;
          boolean known = !preview.strangers().contains(change.account());
          legs.computeIfAbsent(
                  itinerary.at(stage.index(), change.wave()).index(), absent -> new ArrayList<>())
              .add(new Forecast.Visited(write, known));
        }
      }
      if (stage.gate() && writes) {
        forecast.gate();
      }
    }
    // Deletions are the last stage.
    int deleted = (int) preview.count(Change.Action.DELETE);
    written += deleted;
    // The stacks of a wave go one after another.
    legs.forEach(
        (leg, accounts) -> {
          int atOnce = Math.max(1, manifest.rollout().atOnce().of(accounts.size()));
          forecast.wave(accounts, atOnce);
        });
    forecast.rest(manifest.rollout().bake().multipliedBy(manifest.rollout().waves().size() - 1L));
    if (deleted > 0) {
      forecast.gate();
    }
    return new Cost(
        written * WRITING + looked * LOOKING,
        Math.round(written * WRITING_AT_MOST) + looked * LOOKING,
        manifest.proof() ? spokes * PROVING : 0,
        lookups.total() + LISTING_BESIDE,
        forecast.time(),
        (int) manifest.rollout().waves().stream().filter(Manifest.Wave::approve).count());
  }

  private static Lookups lookups(Preview preview) {
    int accounts = (int) preview.changes().stream().map(Change::account).distinct().count();
    return Lookups.of(preview.release().manifest(), preview.units(), accounts);
  }

  /** Until the units or tags of the last account are known. */
  private static Duration lookedUp(Manifest manifest, Lookups lookups, Deployed deployed) {
    double walk =
        manifest.needs().units()
            ? (lookups.pages() + lookups.units()) / deployed.rates().stepsASecond()
            : 0;
    double tags = lookups.tags() / deployed.rates().tagsASecond();
    return Duration.ofMillis(Math.round(1_000 * Math.max(walk, tags)));
  }

  private static boolean writes(Change change) {
    return change.action() == Change.Action.CREATE || change.action() == Change.Action.UPDATE;
  }

  private static boolean visited(Change change) {
    return switch (change.action()) {
      case CREATE, UPDATE, REFUSED, NOTHING -> true;
      case DELETE, ORPHANED, STILL_ORPHANED, LEFT_OUT -> false;
    };
  }
}
