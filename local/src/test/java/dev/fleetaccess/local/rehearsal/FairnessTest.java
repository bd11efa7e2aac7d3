package dev.fleetaccess.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.local.rehearsal.fault.FaultProfile;
import dev.fleetaccess.local.rehearsal.time.Life;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One account does not wait for thousands. */
class FairnessTest {
  private static final Path TEMPLATE =
      Path.of("..", "infra", "target", "cdk.out", "FleetAccess.template.json");

  /** What the others may cost it: a batch or two that were received before it came. */
  private static final Duration MARGIN = Duration.ofSeconds(15);

  @TempDir private Path folder;

  /** Two at a time, so that there is a backlog of minutes whenever hundreds are under way. */
  private Path crowded() throws IOException {
    assumeTrue(Files.exists(TEMPLATE), "infra is packaged, as in every whole build");
    String template = Files.readString(TEMPLATE);
    String crowded =
        template
            .replaceAll("\"MaximumConcurrency\": \\d+", "\"MaximumConcurrency\": 2")
            .replaceAll("\"BatchSize\": \\d+", "\"BatchSize\": 1");
    assertThat(crowded).isNotEqualTo(template);
    return Files.writeString(folder.resolve("template.json"), crowded);
  }

  @Test
  void anAccountThatJoinsInTheMiddleOfALargeRolloutIsCoveredAsIfItWereAlone() throws IOException {
    var settings =
        new RehearsalSettings(
            1_000,
            1,
            FaultProfile.NONE,
            RehearsalSettings.Play.DEFAULT,
            crowded(),
            Path.of("..", "templates"));
    var world = new RehearsalWorld(settings);
    var files = RoleFiles.read(settings.roles());
    var steps = new Steps(world, 3);
    var asking = new Asking(world, steps);
    List<Long> backlog = new ArrayList<>();
    var scenario = new Scenario(world);
    scenario.stackNames().forEach(world.invariants::expect);
    scenario.prepare();

    world.time.start(
        new Life(),
        () -> {
          world.time.sleep(Duration.ofMinutes(5));
          asking.push("first rollout", files);
          new Passing(world, steps, asking, files).joins("a join alone");
          asking.push(
              "change",
              files.changed(),
              id ->
                  asking.when(
                      () -> sent(world, id) > 500,
                      () -> {
                        backlog.add(sent(world, id));
                        world.population.join();
                      }));
          world.time.stop();
        });
    world.time.run();

    assertThat(world.invariants.violations()).isEmpty();
    List<Duration> joins =
        world.rollouts.since(0).stream()
            .filter(rollout -> rollout.kind() == Rollout.Kind.JOIN)
            .map(rollout -> covered(world, rollout))
            .toList();
    assertThat(backlog).hasSize(1);
    Duration alone = joins.subList(0, joins.size() - 1).stream().max(Duration::compareTo).get();
    assertThat(joins.getLast()).isLessThan(alone.plus(MARGIN));
  }

  private static long sent(RehearsalWorld world, String rollout) {
    return world.items.of(rollout).stream()
        .filter(entry -> entry.state() == Entry.State.SENT)
        .count();
  }

  private static Duration covered(RehearsalWorld world, Rollout join) {
    Entry spoke =
        world.items.of(join.id()).stream()
            .filter(entry -> entry.stack().equals("FleetAccess-Spoke"))
            .findFirst()
            .orElseThrow();
    assertThat(spoke.state()).isEqualTo(Entry.State.CONVERGED);
    return Duration.between(join.started(), spoke.changed());
  }
}
