package dev.fleetaccess.local.rehearsal;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.blueprint.Blueprint;
import dev.fleetaccess.local.blueprint.MappingPart;
import dev.fleetaccess.local.rehearsal.fault.Latencies;
import dev.fleetaccess.local.rehearsal.report.Bound;
import dev.fleetaccess.local.rehearsal.report.StepFigures;
import dev.fleetaccess.plan.Rates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How long a step took, and how long it had to take. */
final class Timing {
  private static final String SPOKE = "FleetAccess-Spoke";
  private static final int SLOWEST = 5;

  /** Steps in which everybody goes at once; the rests of waves and of people have no bound. */
  private static final Set<String> BOUNDED =
      Set.of(
          "first rollout",
          "re-run of all",
          "change",
          "change during a re-run",
          "sweep",
          "re-run, no change");

  private final RehearsalWorld world;
  private final Duration start;
  private final Set<AccountId> known;
  private final Set<Rollout> opened;

  Timing(RehearsalWorld world, Duration start, Set<AccountId> known, Set<Rollout> opened) {
    this.world = world;
    this.start = start;
    this.known = known;
    this.opened = opened;
  }

  /** The accounts that converged last. */
  List<StepFigures.Slow> slowest() {
    return world.progress.converged().entrySet().stream()
        .sorted(
            Map.Entry.<String, Duration>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(SLOWEST)
        .map(entry -> new StepFigures.Slow(entry.getKey(), entry.getValue().minus(start)))
        .toList();
  }

  /** The design's bound of a rollout to everybody; empty for anything else. */
  Optional<Duration> bound(String name) {
    if (!BOUNDED.contains(name) || !world.faults.profile().calm()) {
      return Optional.empty();
    }
    Map<String, Map<String, Duration>> drawn = world.drawn.take();
    Map<String, Duration> spokes = drawn.getOrDefault(SPOKE, Map.of());
    Duration before =
        drawn.entrySet().stream()
            .filter(stack -> !stack.getKey().equals(SPOKE))
            .map(stack -> stack.getValue().values().stream().max(Comparator.naturalOrder()).get())
            .reduce(Duration.ZERO, Duration::plus);
    boolean writes = !spokes.isEmpty();
    Set<AccountId> planned = new HashSet<>();
    for (Rollout rollout : opened) {
      world.items.of(rollout.id()).stream()
          .filter(entry -> entry.stack().equals(SPOKE))
          .filter(entry -> entry.state() == Entry.State.CONVERGED)
          .forEach(entry -> planned.add(entry.account()));
    }
    List<Bound.Work> works = new ArrayList<>();
    for (String id : world.listed()) {
      AccountId account = new AccountId(id);
      if (planned.contains(account)) {
        works.add(new Bound.Work(known.contains(account), spokes.getOrDefault(id, Duration.ZERO)));
      }
    }
    return Optional.of(
        new Bound(before, writes ? 2 : 1, visit(writes), capacity(world.blueprint)).of(works));
  }

  /** As the template has it. */
  static Bound.Capacity capacity(Blueprint blueprint) {
    MappingPart worker =
        blueprint.mappings().stream()
            .filter(mapping -> mapping.function().equals(RehearsalWorld.WORKER))
            .findFirst()
            .orElseThrow();
    String share =
        blueprint.function(RehearsalWorld.ORCHESTRATOR).environment().get("FLEET_RATE_SHARE");
    return new Bound.Capacity(
        worker.batchSize(), worker.maximumConcurrency(), new Rates(Integer.parseInt(share)));
  }

  /** The calls of a visit, one after another. */
  private static Duration visit(boolean writes) {
    Duration looks =
        Latencies.median("dynamodb", "GetItem")
            .multipliedBy(2)
            .plus(Latencies.median("sts", "AssumeRole"))
            .plus(Latencies.median("cloudformation", "DescribeStacks"))
            .plus(Latencies.median("dynamodb", "UpdateItem"));
    return looks.plus(
        writes
            ? Latencies.median("cloudformation", "CreateStack")
                .plus(Latencies.median("sqs", "SendMessageBatch"))
            : Latencies.median("dynamodb", "PutItem"));
  }
}
