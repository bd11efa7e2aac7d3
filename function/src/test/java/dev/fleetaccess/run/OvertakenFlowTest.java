package dev.fleetaccess.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.FakeOrganization;
import dev.fleetaccess.ledger.Coverage;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Standing;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.ReleaseReader;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.trigger.Trigger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A stack that is being made when nobody wants it any more is not lost to the ledger. */
class OvertakenFlowTest {
  private static final String EXTRA = "FleetAccess-Extra";
  private static final String SANDBOXES = "ou-abcd-sandbox0";

  private final FlowWorld world = new FlowWorld(5);

  @Test
  void aStackInTheMakingWhenItsReleaseWasOvertakenIsShownAsOrphaned() {
    AccountId account = overtaken("");

    assertThat(world.stacks.find(account, EXTRA)).isPresent();
    assertThat(world.inventory.find(account, EXTRA).flatMap(Holding::release))
        .contains(FlowWorld.commit(3));
    assertThat(standing(account)).isEqualTo(Standing.State.ORPHANED);
    assertThat(removals(swept())).extracting(Entry::account).containsExactly(account);
  }

  @Test
  void itIsDeletedWhereItsReleaseSaidSo() {
    AccountId account = overtaken("    onRemove: delete\n");

    world.handle(new Trigger.Resume(Optional.of(swept()), "ann"));
    world.settle();

    assertThat(world.stacks.find(account, EXTRA)).isEmpty();
    assertThat(world.inventory.find(account, EXTRA)).isEmpty();
  }

  @Test
  void aStackInTheMakingWhenItsAccountMovedAwayIsShownToo() {
    world.organization.unit(SANDBOXES, FakeOrganization.ROOT);
    world.pushed(1, Map.of());
    push(3, "    except: {units: [" + SANDBOXES + "]}\n");
    AccountId account = inTheMaking();

    world.organization.move(account, SANDBOXES);
    world.handle(new Trigger.AccountMoved(account));
    world.settle();

    assertThat(world.stacks.find(account, EXTRA)).isPresent();
    assertThat(world.inventory.find(account, EXTRA).flatMap(Holding::release))
        .contains(FlowWorld.commit(3));
  }

  /** The account whose stack is in the making when a release without it takes its place. */
  private AccountId overtaken(String settings) {
    world.pushed(1, Map.of());
    push(3, settings);
    AccountId account = inTheMaking();
    world.push(4, FlowWorld.CHANGED);
    world.handle(new Trigger.Pushed());
    world.settle();
    assertThat(
            world.items.of(world.rollout(3).id()).stream()
                .filter(entry -> entry.account().equals(account) && entry.stack().equals(EXTRA)))
        .extracting(Entry::state)
        .containsExactly(Entry.State.SUPERSEDED);
    return account;
  }

  private AccountId inTheMaking() {
    for (int second = 0; second < Duration.ofMinutes(30).toSeconds(); second++) {
      Optional<String> creation =
          world.stacks.writes().stream()
              .filter(write -> write.startsWith("create") && write.contains(EXTRA))
              .findFirst();
      if (creation.isPresent()) {
        return FlowWorld.accountOf(creation.get());
      }
      world.step();
    }
    throw new AssertionError("nobody makes it");
  }

  /** A stack more, and whatever a person has to allow with it. */
  private void push(int commit, String settings) {
    Reply reply = push(commit - 1, settings, "");
    String allowed =
        reply.findings().stream()
            .filter(finding -> finding.severity() == Finding.Severity.ERROR)
            .map(finding -> finding.fingerprint().orElseThrow())
            .distinct()
            .map(print -> "{finding: \"" + print + "\", reason: wanted}")
            .collect(Collectors.joining(", "));
    assertThat(reply.status()).isEqualTo(Reply.Status.REFUSED);
    assertThat(push(commit, settings, allowed).status()).isEqualTo(Reply.Status.STARTED);
  }

  private Reply push(int commit, String settings, String allowed) {
    Map<String, String> manifest = new HashMap<>();
    manifest.put("allow: []", "allow: [" + allowed + "]");
    manifest.put(
        "\nrollout:\n",
        "\n  - name: "
            + EXTRA
            + "\n    template: extra-role.yaml\n    in: spokes\n"
            + settings
            + "\nrollout:\n");
    String template =
        world.template("spoke-role.yaml").replace("RoleName: spoke-001", "RoleName: extra-001");
    world.push(commit, manifest, Map.of("extra-role.yaml", template));
    return world.handle(new Trigger.Pushed());
  }

  private String swept() {
    world.clock.advance(Duration.ofSeconds(10));
    String sweep = world.handle(new Trigger.Sweep(false, "ann")).rollout().orElseThrow();
    world.settle();
    return sweep;
  }

  private List<Entry> removals(String rollout) {
    return world.items.of(rollout).stream().filter(Entry::removal).toList();
  }

  private Standing.State standing(AccountId account) {
    return Coverage.of(
            world.pointers(),
            Coverage.Wanted.by(List.of(release(FlowWorld.commit(4)))),
            world.inventory.of(account),
            List.of(),
            List.of())
        .account(account)
        .orElseThrow()
        .stacks()
        .stream()
        .filter(stack -> stack.stack().equals(EXTRA))
        .map(stack -> stack.standing().state())
        .findFirst()
        .orElseThrow();
  }

  private Release release(CommitId commit) {
    return ReleaseReader.read(world.releases.get(commit).orElseThrow().source())
        .release()
        .orElseThrow();
  }
}
