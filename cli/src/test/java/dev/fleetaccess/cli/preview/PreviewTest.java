package dev.fleetaccess.cli.preview;

import static dev.fleetaccess.release.SampleReleases.commit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.HoldingDraft;
import dev.fleetaccess.reconcile.Advice;
import dev.fleetaccess.reconcile.Applied;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.SampleReleases;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PreviewTest {
  private static final String SPOKE = "FleetAccess-Spoke";
  private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
  private static final AccountId ONE = new AccountId("300000000001");
  private static final Release OLD = SampleReleases.release(commit('a'));

  static Stream<Arguments> rows() {
    Holding right = has().done();
    return Stream.of(
        Arguments.of("it has what is wanted", List.of(right), Change.Action.NOTHING),
        Arguments.of("nobody ever saw it", List.of(), Change.Action.CREATE),
        Arguments.of(
            "it was seen, and has nothing",
            List.of(Holding.of(ONE, SPOKE, NOW).done()),
            Change.Action.CREATE),
        Arguments.of(
            "it has something else",
            List.of(has().applied(Optional.of(applied("0".repeat(64)))).done()),
            Change.Action.UPDATE),
        Arguments.of(
            "it was refused",
            List.of(has().failure(failure("Refused")).done()),
            Change.Action.REFUSED),
        Arguments.of(
            "it failed, and is tried again",
            List.of(Holding.of(ONE, SPOKE, NOW).failure(failure("AccessDenied")).done()),
            Change.Action.CREATE),
        Arguments.of(
            "the manifest has no such stack, and had none",
            List.of(
                right,
                Holding.of(ONE, "FleetAccess-Gone", NOW).applied(Optional.of(wanted())).done()),
            Change.Action.STILL_ORPHANED),
        Arguments.of(
            "it was begun by a release that was overtaken, and the manifest has no such stack",
            List.of(
                right,
                Holding.of(ONE, "FleetAccess-Gone", NOW).release(Optional.of(commit('b'))).done()),
            Change.Action.STILL_ORPHANED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void anAccountIsHeldAgainstTheRelease(
      String reason, List<Holding> holdings, Change.Action action) {
    Preview preview =
        Preview.of(OLD, holdings, knowing(ONE), commit -> Optional.of(OLD), Optional.of(OLD));

    assertThat(preview.changes())
        .filteredOn(change -> change.account().equals(ONE))
        .as(reason)
        .extracting(Change::action)
        .contains(action);
  }

  @Test
  void whatIsOrphanedAlreadyIsShownAndIsNoChange() {
    Release without =
        edited(
            "except: {accounts: [], units: [], tags: {}}",
            "except: {accounts: [\"300000000001\"], units: [], tags: {}}");

    Preview first = against(without, OLD);
    assertThat(first.count(Change.Action.ORPHANED)).isEqualTo(1);
    assertThat(first.changesSomething()).isTrue();

    Preview again = against(without, without);
    assertThat(again.count(Change.Action.STILL_ORPHANED)).isEqualTo(1);
    assertThat(again.changesSomething()).isFalse();
    assertThat(again.groups())
        .extracting(Preview.Group::action)
        .containsExactly(Change.Action.STILL_ORPHANED);
  }

  private static Preview against(Release release, Release current) {
    SortedMap<AccountId, Acquaintance> alone = new TreeMap<>(knowing(ONE));
    alone.keySet().removeIf(account -> !account.equals(ONE));
    return Preview.of(
        release, List.of(has().done()), alone, commit -> Optional.of(OLD), Optional.of(current));
  }

  static Stream<Arguments> unwanted() {
    String except = "except: {accounts: [\"300000000001\"], units: [], tags: {}}";
    return Stream.of(
        Arguments.of("an exception now", except, "onExit: retain", Change.Action.ORPHANED),
        Arguments.of("an exception that goes", except, "onExit: delete", Change.Action.DELETE),
        Arguments.of(
            "an exception, whatever is to become of what leaves the manifest",
            except,
            "onExit: retain\n    onRemove: delete",
            Change.Action.ORPHANED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unwanted")
  void whatIsNotWantedGoesWhereTheManifestSaysSo(
      String reason, String except, String disposal, Change.Action action) {
    Release release =
        edited(
            "except: {accounts: [], units: [], tags: {}}",
            except,
            "onRemove: retain  ",
            "",
            "onExit: retain",
            disposal);

    Preview preview =
        Preview.of(
            release,
            List.of(has().done()),
            knowing(ONE),
            commit -> Optional.of(OLD),
            Optional.of(OLD));

    assertThat(preview.changes())
        .filteredOn(change -> change.account().equals(ONE))
        .as(reason)
        .extracting(Change::action)
        .containsExactly(action);
    assertThat(preview.changesSomething()).isTrue();
  }

  @Test
  void aStackThatLeavesTheManifestGoesAsTheReleaseSaidThatBroughtIt() {
    Release said = edited("onRemove: retain", "onRemove: delete");
    Release renamed = edited("name: FleetAccess-Spoke", "name: FleetAccess-Other");

    for (var row : Map.of(said, Change.Action.DELETE, OLD, Change.Action.ORPHANED).entrySet()) {
      Preview preview =
          Preview.of(
              renamed,
              List.of(has().done()),
              knowing(ONE),
              commit -> Optional.of(row.getKey()),
              Optional.of(OLD));

      assertThat(preview.changes())
          .filteredOn(change -> change.account().equals(ONE) && change.stack().equals(SPOKE))
          .extracting(Change::action)
          .containsExactly(row.getValue());
    }
  }

  @Test
  void anAccountIsHeldAgainstWhatOverridesGiveIt() {
    var inside = new Traits(List.of("ou-abcd-sandbox0", "r-abcd"), Map.of());
    Release release =
        edited(
            "overrides: []",
            "overrides: [{units: [ou-abcd-sandbox0], parameters: {Respond: \"true\"}}]");
    Digest given = release.stack(SPOKE, ONE, inside).digest();

    assertThat(action(release, inside, has().applied(Optional.of(applied(given.value())))))
        .isEqualTo(Change.Action.NOTHING);
    assertThat(action(release, inside, has())).isEqualTo(Change.Action.UPDATE);
    assertThat(action(release, Traits.NONE, has())).isEqualTo(Change.Action.NOTHING);
  }

  @Test
  void whatWasRefusedForWantOfAdoptionIsTakenOverWhereTheReleaseSaysSo() {
    HoldingDraft refused =
        Holding.of(ONE, SPOKE, NOW)
            .failure(
                Optional.of(
                    new Failure(
                        Failure.Kind.CONFLICT,
                        "Refused",
                        "it stands there already: remove it, or write " + Advice.ADOPT)));
    HoldingDraft otherwise = Holding.of(ONE, SPOKE, NOW).failure(failure("Refused"));
    Release adopting = edited("adopt: false", "adopt: true");

    assertThat(action(adopting, Traits.NONE, refused)).isEqualTo(Change.Action.CREATE);
    assertThat(action(OLD, Traits.NONE, refused)).isEqualTo(Change.Action.REFUSED);
    assertThat(action(adopting, Traits.NONE, otherwise)).isEqualTo(Change.Action.REFUSED);
  }

  private static SortedMap<AccountId, Acquaintance> knowing(AccountId... accounts) {
    var known = new TreeMap<AccountId, Acquaintance>();
    for (AccountId account : accounts) {
      known.put(account, new Acquaintance(Traits.NONE, Optional.empty()));
    }
    return known;
  }

  private static Change.Action action(Release release, Traits traits, HoldingDraft has) {
    var known = new TreeMap<>(Map.of(ONE, new Acquaintance(traits, Optional.empty())));
    return Preview.of(
            release, List.of(has.done()), known, commit -> Optional.of(OLD), Optional.of(OLD))
        .changes()
        .stream()
        .filter(change -> change.account().equals(ONE))
        .findFirst()
        .orElseThrow()
        .action();
  }

  private static Release edited(String... fromAndTo) {
    Map<String, String> files = SampleReleases.templates();
    String manifest = files.get("fleet.yaml");
    for (int i = 0; i < fromAndTo.length; i += 2) {
      assertThat(manifest).contains(fromAndTo[i]);
      manifest = manifest.replace(fromAndTo[i], fromAndTo[i + 1]);
    }
    files.put("fleet.yaml", manifest);
    return SampleReleases.release(commit('b'), files);
  }

  @Test
  void anAccountThatCannotBeUsedIsLeftOut() {
    var closed = new TreeMap<>(Map.of(ONE, new Acquaintance(Traits.NONE, Optional.of("closed"))));

    Preview preview =
        Preview.of(OLD, List.of(), closed, commit -> Optional.empty(), Optional.of(OLD));

    assertThat(preview.groups())
        .anySatisfy(
            group -> {
              assertThat(group.action()).isEqualTo(Change.Action.LEFT_OUT);
              assertThat(group.difference()).containsExactly("closed");
            });
  }

  static Stream<Arguments> policies() {
    return Stream.of(
        policy(
            "an action more",
            "{'Statement':[{'Effect':'Allow','Action':['a:B'],'Resource':'*'}]}",
            "{'Statement':[{'Effect':'Allow','Action':['a:B','a:C'],'Resource':'*'}]}",
            "1 action more: a:C"),
        policy(
            "a policy more",
            "{}",
            "{'Statement':{'Effect':'Allow','Action':'a:B','Resource':'*'}}",
            "1 action more: a:B"),
        policy(
            "the same on less",
            "{'Statement':[{'Effect':'Allow','Action':'a:B','Resource':'*'}]}",
            "{'Statement':[{'Effect':'Allow','Action':'a:B','Resource':'x'}]}",
            "1 action on other resources or terms: a:B"),
        policy(
            "a denial less",
            "{'Statement':[{'Effect':'Deny','Action':'a:B','Resource':'*'}]}",
            "{'Statement':[]}",
            "1 action less denied: a:B"),
        policy(
            "statements that are named otherwise",
            "{'Statement':[{'Sid':'One','Effect':'Allow','Action':'a:B'}]}",
            "{'Statement':[{'Sid':'Two','Effect':'Allow','Action':'a:B'}]}",
            "a policy is written otherwise"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("policies")
  void aPolicyIsComparedActionByAction(String reason, String before, String after, String line) {
    assertThat(PolicyDifference.lines(Optional.of(before), Optional.of(after)))
        .as(reason)
        .containsExactly(line);
  }

  @Test
  void whatOnlyCloudFormationResolvesIsNotGuessed() {
    assertThat(PolicyDifference.lines(Optional.empty(), Optional.of("{}")))
        .containsExactly("a policy differs in what only CloudFormation can resolve");
  }

  private static Arguments policy(String reason, String before, String after, String line) {
    return Arguments.of(reason, before.replace('\'', '"'), after.replace('\'', '"'), line);
  }

  private static HoldingDraft has() {
    return Holding.of(ONE, SPOKE, NOW)
        .release(Optional.of(OLD.commit()))
        .applied(Optional.of(wanted()));
  }

  private static Applied wanted() {
    return applied(OLD.stack(SPOKE, ONE).digest().value());
  }

  private static Applied applied(String digest) {
    return new Applied(new Digest(digest), "arn", NOW);
  }

  private static Optional<Failure> failure(String code) {
    return Optional.of(new Failure(Failure.Kind.CONFLICT, code, "a role stands there"));
  }
}
