package dev.fleetaccess.cli.page;

import dev.fleetaccess.cli.SampleFleet;
import dev.fleetaccess.cli.text.StoppedPush;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Coverage;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.EntryDraft;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.HoldingDraft;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Refusal;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.reconcile.Applied;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.SampleReleases;
import dev.fleetaccess.report.CauseGroup;
import dev.fleetaccess.report.RefusedPush;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Pages of fleets of any size, some accounts in every state. */
final class PageSamples {
  private static final Instant START = SampleFleet.NOW.minus(Duration.ofMinutes(20));
  private static final Applied APPLIED =
      new Applied(new Digest("0".repeat(64)), "arn:aws:cloudformation:…", START);

  private PageSamples() {}

  /** A fleet in that many units; an account's cause is the text given. */
  static Page page(int accounts, int units, String cause) {
    Rollout opened =
        SampleFleet.rollout("release-bbbbbbbbbbbb", Rollout.Kind.RELEASE, SampleFleet.NEW, START);
    Rollout rollout =
        opened.closed(Rollout.State.HALTED, "halted by kim", START.plus(Duration.ofMinutes(9)));
    Pointers pointers =
        Pointers.NONE
            .withCandidate(new Pointers.Pointer(SampleFleet.OLD, "release-aaaaaaaaaaaa"))
            .finished(
                new Pointers.Pointer(SampleFleet.OLD, "release-aaaaaaaaaaaa"),
                Duration.ofDays(1),
                START)
            .withCandidate(new Pointers.Pointer(SampleFleet.NEW, rollout.id()));
    List<Holding> holdings = new ArrayList<>();
    List<Entry> items = new ArrayList<>();
    for (int i = 0; i < accounts; i++) {
      var traits =
          units == 0
              ? Traits.NONE
              : new Traits(List.of("ou-" + i % units, "r-1"), Map.of("stage", "s" + i % 3));
      if (i % 29 == 11) {
        items.add(entry(rollout, i).traits(traits).done().as(Entry.State.NOT_STARTED, "", START));
        continue;
      }
      holdings.add(holding(i, cause).traits(traits).done());
      items.add(item(rollout, i, cause));
    }
    Coverage coverage =
        Coverage.of(
            pointers,
            has -> !has.account().equals(SampleFleet.account(1)),
            holdings,
            List.of(rollout),
            items);
    return new Page(
        "table fleet-access in us-east-1",
        SampleFleet.NOW,
        Optional.of(refused(cause)),
        coverage,
        Map.of("ou-1", "Workloads / Production"),
        causes(coverage, cause),
        Optional.of(rollout),
        items,
        List.of(items.getFirst().as(Entry.State.CONVERGED, "put back: " + cause, SampleFleet.NOW)));
  }

  /** A fleet in which accounts fail in several ways, with long words and many names. */
  static Page failingInManyWays() {
    String role = "arn:aws:iam::300000000003:role/security/" + "long-name-".repeat(12) + "001";
    Page page = page(300, 3, "User: " + role + " is not authorized to perform: sts:AssumeRole");
    List<CauseGroup> causes = new ArrayList<>(page.causes());
    int first = 0;
    for (Failure.Kind kind : Failure.Kind.values()) {
      var accounts =
          IntStream.range(first, first += 1 + 7 * kind.ordinal() % 60)
              .mapToObj(SampleFleet::account)
              .toList();
      causes.add(
          new CauseGroup(kind.name(), kind + ": " + role + " and more", kind.nextStep(), accounts));
    }
    return new Page(
        page.where(),
        page.when(),
        page.stopped(),
        page.coverage(),
        Map.of("ou-1", "Workloads / Production / Europe / Payments-and-settlement"),
        causes,
        page.rollout(),
        page.items(),
        page.putBack());
  }

  private static StoppedPush refused(String why) {
    return new StoppedPush.Refused(
        new RefusedPush(
            new Refusal(SampleReleases.commit('c'), SampleFleet.NOW.minusSeconds(60)),
            Optional.of(SampleFleet.NEW),
            List.of(
                Finding.note("name-unknown-action", "spoke-role.yaml", 12, "not shown"),
                Finding.error("rollout-waves", "fleet.yaml", 10, why))));
  }

  private static HoldingDraft holding(int i, String cause) {
    HoldingDraft holding =
        Holding.of(SampleFleet.account(i), SampleFleet.SPOKE, START.plusSeconds(600))
            .release(Optional.of(i % 3 == 0 ? SampleFleet.NEW : SampleFleet.OLD))
            .applied(Optional.of(APPLIED))
            .proven(Optional.of(START));
    return switch (i % 29) {
      case 3 -> holding.failure(Optional.of(new Failure(Failure.Kind.DENIED, "Denied", cause)));
      case 7 -> holding.broken(Optional.of("the hub role could not enter the spoke"));
      case 13 -> holding.proven(Optional.empty());
      case 17 -> holding.release(Optional.of(SampleReleases.commit('9')));
      default -> holding;
    };
  }

  private static Entry item(Rollout rollout, int i, String cause) {
    Instant when = START.plusSeconds(20).plusMillis((long) (i % 97) * 4_000);
    var item =
        entry(rollout, i)
            .attempt(i % 11 == 0 ? Attempt.FIRST.failed(Failure.Kind.DENIED) : Attempt.FIRST);
    return switch (i % 29) {
      case 3 ->
          item.done()
              .ended(
                  Entry.State.FAILED,
                  cause,
                  Optional.of(new Failure(Failure.Kind.DENIED, "Denied", cause)),
                  0,
                  when);
      case 19 -> item.state(Entry.State.SENT).note(cause).done();
      default -> item.done().as(Entry.State.CONVERGED, "", when);
    };
  }

  private static EntryDraft entry(Rollout rollout, int i) {
    return Entry.of(
            rollout.id(), rollout.release(), SampleFleet.account(i), SampleFleet.SPOKE, START)
        .stage(2)
        .wave(i % 3);
  }

  private static List<CauseGroup> causes(Coverage coverage, String cause) {
    var failing =
        coverage.accounts().stream()
            .filter(one -> one.standing().why().contains(cause))
            .map(one -> one.account())
            .toList();
    return failing.isEmpty()
        ? List.of()
        : List.of(
            new CauseGroup("DENIED", "Denied: " + cause, Failure.Kind.DENIED.nextStep(), failing));
  }
}
