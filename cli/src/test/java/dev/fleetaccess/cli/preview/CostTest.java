package dev.fleetaccess.cli.preview;

import static dev.fleetaccess.release.SampleReleases.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.plan.Rates;
import dev.fleetaccess.reconcile.Applied;
import dev.fleetaccess.release.Digest;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.SampleReleases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTest {
  private static final String SPOKE = "FleetAccess-Spoke";
  private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
  private static final Release RELEASE = SampleReleases.release(commit('a'));
  private static final Path TEMPLATE =
      Path.of("..", "infra", "target", "cdk.out", "FleetAccess.template.json");

  @Test
  void aThousandAccountsCostWhatTheDesignSays() {
    Cost cost = Cost.of(first(RELEASE, 1_000), Deployed.USUAL);

    // 1,000 spokes and the hub's own, and a stack each for hub and organization.
    assertThat(cost.calls()).as("4 a stack").isEqualTo(4 * 1_003);
    assertThat(cost.callsAtMost()).as("5.5 a stack").isEqualTo(5_517);
    assertThat(cost.proofs()).as("2 a spoke").isEqualTo(2 * 1_001);
    assertThat(cost.listing()).as("pages of 20 and a few").isEqualTo(54);
  }

  @Test
  void oneAccountTakesTwoGatesAndOneStack() {
    // sigma = ln(60 / 22) / 2.3263 = 0.4313. A gate is looked at every 11.25 s, and is not done at
    // 0, 11.25, 22.5, 33.75, 45, 56.25 s with 1, 0.940, 0.479, 0.160, 0.049, 0.015, then 0.005 …:
    // 11.25 · 2.650 = 29.8 s on average, and a second to hand on.
    // The spoke is noticed at its first look, 45 s after its write, in 95 of 100 cases; the hub has
    // one too, and both are with 0.951² = 0.904: so 45 s. Its write begins within the first second.
    assertThat(StackTime.gate(Duration.ofSeconds(45)).mean()).isCloseTo(29.8, within(0.1));
    assertThat(StackTime.spoke(Duration.ofSeconds(45)).noticed(44.9)).isZero();
    assertThat(StackTime.spoke(Duration.ofSeconds(45)).noticed(45)).isCloseTo(0.951, within(0.001));
    assertThat(StackTime.spoke(Duration.ofSeconds(45)).noticed(56.2))
        .isCloseTo(0.951, within(0.001));
    Release all = edited("atOnce: {percent: 20}", "atOnce: all");
    assertThat(Cost.of(first(all, 1), Deployed.USUAL).time())
        .isEqualTo(Duration.ofSeconds(Math.round(1 + 2 * (29.8 + 1) + 45 + 1)));
    // A fifth of two is one at a time: the second begins when the first one is noticed (45.8 s on
    // average) and the orchestrator has looked again, 5 s later.
    assertThat(Cost.of(first(RELEASE, 1), Deployed.USUAL).time())
        .isEqualTo(Duration.ofSeconds(Math.round(1 + 2 * (29.8 + 1) + 45.8 + 5 + 45 + 1)));
  }

  @Test
  void theStacksOfAWaveGoOneAfterAnother() {
    Map<String, String> files = SampleReleases.templates();
    files.compute(
        "fleet.yaml",
        (name, text) ->
            text.replace("atOnce: {percent: 20}", "atOnce: all")
                .replace(
                    "\nrollout:\n",
                    "\n"
                        + "  - {name: FleetAccess-Extra, template: extra-role.yaml, in: spokes}\n\n"
                        + "rollout:\n"));
    files.put("extra-role.yaml", files.get("spoke-role.yaml").replace("spoke-001", "extra-001"));
    Release two = SampleReleases.release(commit('b'), files);

    // As above, and 45 s more for the second stack of both accounts, and a second to hand on.
    assertThat(Cost.of(first(two, 1), Deployed.USUAL).time())
        .isCloseTo(
            Duration.ofSeconds(Math.round(1 + 2 * (29.8 + 1) + 2 * (45 + 1))),
            Duration.ofSeconds(1));
  }

  @ParameterizedTest(name = "{0} accounts, {1}: {2} s by rehearsal")
  @CsvSource({
    "10000, first, 204.1",
    "10000, change, 154.8",
    "10000, nothing, 23.4",
    "50000, first, 553.6",
    "50000, change, 365.9",
    "50000, nothing, 112.6"
  })
  void theForecastComesWithinAnEighthOfWhatRehearsalsOfEverybodyAtOnceTook(
      int accounts, String kind, double seconds) {
    Release all = edited("atOnce: {percent: 20}", "atOnce: all");
    Preview preview =
        switch (kind) {
          case "first" -> first(all, accounts);
          case "change" -> again(all, true, accounts);
          default -> again(all, false, accounts);
        };

    Duration time = Cost.of(preview, Deployed.USUAL).time();

    assertThat((double) time.toSeconds()).isCloseTo(seconds, within(seconds / 8));
  }

  @Test
  void aFifthAtOnceTakesLongerThanAllAndASmallerShareOfTheRatesToo() {
    Release all = edited("atOnce: {percent: 20}", "atOnce: all");
    var less = new Deployed(Duration.ofSeconds(45), new Rates(25));

    Duration usual = Cost.of(first(all, 10_000), Deployed.USUAL).time();

    assertThat(Cost.of(first(RELEASE, 10_000), Deployed.USUAL).time()).isGreaterThan(usual);
    // A third of the rates: 500 pages at 2 a second, of which 63 s ran while others were waited
    // for.
    assertThat(Cost.of(first(all, 10_000), less).time()).isGreaterThan(usual.plusSeconds(100));
  }

  @Test
  void tagsCostACallAnAccountAndTakeTheirTime() {
    Release tagged =
        edited(
            "except: {accounts: [], units: [], tags: {}}",
            "except: {units: [ou-abcd-00000009], tags: {env: lab}}");
    var known = knowing(2_000, i -> new Traits(List.of("ou-abcd-%08d".formatted(i % 4)), Map.of()));
    Preview preview =
        Preview.of(tagged, List.of(), known, commit -> Optional.empty(), Optional.empty());

    Cost cost = Cost.of(preview, Deployed.USUAL);

    // Five parents with a page that is not full, 100 full ones; 1 root, 5 for units, 12 above the
    // two that are awaited; 2,002 accounts and the two again for their tags; 3 beside.
    assertThat(cost.listing()).isEqualTo(5 + 100 + 1 + 5 + 12 + 2_004 + 3);
    // 2,004 tags at 7.5 a second are 267 s; the last accounts are noticed a minute after that.
    assertThat(cost.time()).isBetween(Duration.ofSeconds(267 + 45), Duration.ofSeconds(267 + 100));
    assertThat(Cost.of(preview, new Deployed(Duration.ofSeconds(45), new Rates(50))).time())
        .as("2,004 tags at 5 a second")
        .isGreaterThan(Duration.ofSeconds(400 + 45));
  }

  @Test
  void theUsualSettingsAreThoseOfTheTemplate() throws IOException {
    JsonNode worker = resource("AWS::Lambda::Function", "FunctionName", "FleetAccess-Worker");
    var environment = new TreeMap<String, String>();
    worker
        .path("Environment")
        .path("Variables")
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
    JsonNode mapping = resource("AWS::Lambda::EventSourceMapping", "BatchSize", "10");

    assertThat(Deployed.of(environment)).isEqualTo(Deployed.USUAL);
    assertThat(mapping.path("BatchSize").asInt()).isEqualTo(Deployed.BATCH);
    assertThat(mapping.path("ScalingConfig").path("MaximumConcurrency").asInt())
        .isEqualTo(Deployed.CONCURRENCY);
  }

  /** The one of that type whose property has that value. */
  private static JsonNode resource(String type, String property, String value) throws IOException {
    JsonNode resources = new ObjectMapper().readTree(Files.readString(TEMPLATE)).path("Resources");
    for (JsonNode resource : resources) {
      JsonNode properties = resource.path("Properties");
      if (resource.path("Type").asText().equals(type)
          && properties.path(property).asText().equals(value)) {
        return properties;
      }
    }
    throw new AssertionError("no " + type + " whose " + property + " is " + value);
  }

  /** Nobody was ever seen. */
  private static Preview first(Release release, int accounts) {
    return Preview.of(
        release,
        List.of(),
        knowing(accounts, i -> Traits.NONE),
        commit -> Optional.empty(),
        Optional.empty());
  }

  /** Everybody has what the release wants, or spokes of another template. */
  private static Preview again(Release release, boolean changed, int accounts) {
    List<Holding> holdings = new ArrayList<>();
    var known = knowing(accounts, i -> Traits.NONE);
    for (AccountId account : known.keySet()) {
      for (String stack : List.of("FleetAccess-Hub", "FleetAccess-OrgReadOnly", SPOKE)) {
        if (release.places(stack, account, Traits.NONE)) {
          Digest digest =
              changed && stack.equals(SPOKE)
                  ? new Digest("0".repeat(64))
                  : release.stack(stack, account).digest();
          holdings.add(
              Holding.of(account, stack, NOW)
                  .release(Optional.of(release.commit()))
                  .applied(Optional.of(new Applied(digest, "arn", NOW)))
                  .done());
        }
      }
    }
    return Preview.of(release, holdings, known, commit -> Optional.empty(), Optional.empty());
  }

  private static SortedMap<AccountId, Acquaintance> knowing(
      int accounts, IntFunction<Traits> traits) {
    var known = new TreeMap<AccountId, Acquaintance>();
    known.put(SampleReleases.HUB, new Acquaintance(Traits.NONE, Optional.empty()));
    known.put(SampleReleases.MANAGEMENT, new Acquaintance(Traits.NONE, Optional.empty()));
    for (int i = 0; i < accounts; i++) {
      known.put(
          new AccountId("%012d".formatted(300_000_000_000L + i)),
          new Acquaintance(traits.apply(i), Optional.empty()));
    }
    return known;
  }

  private static Release edited(String before, String after) {
    Map<String, String> files = SampleReleases.templates();
    assertThat(files.get("fleet.yaml")).contains(before);
    files.compute("fleet.yaml", (name, text) -> text.replace(before, after));
    return SampleReleases.release(commit('b'), files);
  }
}
