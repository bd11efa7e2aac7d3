package dev.fleetaccess.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.fleet.Cursor;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.FakeOrganization;
import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.fleet.Page;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.plan.Lookups;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Needs;
import dev.fleetaccess.release.SampleReleases;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CensusTest {
  private static final Needs UNITS = new Needs(true, false);
  private static final Needs TAGS = new Needs(false, true);
  private static final Needs BOTH = new Needs(true, true);
  private static final AccountId MANAGEMENT = new AccountId("111111111111");
  private static final int MEMBERS = 90;

  private final FakeOrganization organization =
      new FakeOrganization(new OrganizationFacts("o-a1b2c3d4e5", MANAGEMENT, "aws"));
  private final Census census = new Census(organization);
  private final Map<AccountId, Traits> expected = new HashMap<>();

  @BeforeEach
  void accountsStandInUnits() {
    organization.unit("ou-abcd-workload", FakeOrganization.ROOT);
    organization.unit("ou-abcd-deeper00", "ou-abcd-workload");
    organization.unit("ou-abcd-empty000", "ou-abcd-workload");
    for (int i = 0; i < 25; i++) {
      organization.unit("ou-abcd-%08d".formatted(i), "ou-abcd-deeper00");
    }
    expected.put(MANAGEMENT, new Traits(List.of(FakeOrganization.ROOT), Map.of()));
    for (int i = 1; i <= MEMBERS; i++) {
      String unit = i % 3 == 0 ? "ou-abcd-00000007" : "ou-abcd-workload";
      organization.put(new Account(member(i), "member", AccountState.ACTIVE, Optional.empty()));
      organization.move(member(i), unit);
      organization.tag(member(i), Map.of("number", "" + i));
      List<String> above =
          i % 3 == 0
              ? List.of(unit, "ou-abcd-deeper00", "ou-abcd-workload", FakeOrganization.ROOT)
              : List.of(unit, FakeOrganization.ROOT);
      expected.put(member(i), new Traits(above, Map.of("number", "" + i)));
    }
  }

  @Test
  void everyAccountIsToldOnceWithAllThatIsNeeded() {
    Map<AccountId, Traits> told = all(BOTH);

    assertThat(told).isEqualTo(expected);
  }

  @Test
  void whatIsNotNeededIsNotAskedFor() {
    assertThat(all(Needs.NOTHING))
        .hasSize(MEMBERS + 1)
        .allSatisfy((id, traits) -> assertThat(traits).isEqualTo(Traits.NONE));
    assertThat(organization.calls()).isEqualTo(5);
  }

  @Test
  void aListingCostsNoMoreThanWasSaid() {
    Manifest manifest = manifest("except: {units: [r-abcd], tags: {env: lab}}");

    all(BOTH);
    census.traits(member(3), BOTH);
    census.traits(MANAGEMENT, BOTH);

    assertThat(organization.calls())
        .isLessThanOrEqualTo(Lookups.of(manifest, 28, MEMBERS + 1).total());
  }

  @Test
  void oneAccountIsToldAsTheListingTellsIt() {
    for (AccountId id : List.of(member(1), member(3), MANAGEMENT)) {
      assertThat(census.traits(id, BOTH)).isEqualTo(expected.get(id));
    }
    assertThat(census.traits(new AccountId("999999999999"), BOTH)).isEqualTo(Traits.NONE);
  }

  @Test
  void whenTheTimeHasComeOneMoreAccountIsToldAndTheOthersAnotherTime() {
    Page<Census.Told> first = census.page(TAGS, Optional.empty(), id -> true, told -> false);
    int asked = organization.calls();
    Page<Census.Told> second = census.page(TAGS, first.next(), id -> true, told -> true);

    assertThat(first.items()).hasSize(1);
    assertThat(asked).isEqualTo(2);
    assertThat(second.items()).hasSize(19).doesNotContainAnyElementsOf(first.items());
  }

  @Test
  void aServiceThatWantsARestKeepsWhatItTold() {
    organization.faults().after(3, "tags", throttled());

    Page<Census.Told> first = census.page(TAGS, Optional.empty(), id -> true, told -> true);
    Page<Census.Told> second = census.page(TAGS, first.next(), id -> true, told -> true);

    assertThat(first.items()).hasSize(3);
    assertThat(second.items()).hasSize(17);
  }

  @Test
  void whereNotEvenOneAccountCanBeToldTheCallerWaits() {
    organization.faults().next("tags", throttled());

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> census.page(TAGS, Optional.empty(), id -> true, told -> true));
  }

  @Test
  void aPlaceInAListingThatAskedForSomethingElseIsTheBeginning() {
    Cursor place =
        census.page(UNITS, Optional.empty(), id -> true, told -> true).next().orElseThrow();

    assertThat(census.page(BOTH, Optional.of(place), id -> true, told -> true))
        .isEqualTo(census.page(BOTH, Optional.empty(), id -> true, told -> true));
    assertThat(census.page(Needs.NOTHING, Optional.of(place), id -> true, told -> true))
        .isEqualTo(census.page(Needs.NOTHING, Optional.empty(), id -> true, told -> true));
  }

  @Test
  void aCursorThatTheServiceNoLongerTakesIsRefused() {
    Optional<Cursor> place = Optional.empty();
    do {
      place = census.page(UNITS, place, id -> true, told -> true).next();
    } while (!place.orElseThrow().token().contains("%3A"));
    organization.refuseCursors();
    Optional<Cursor> old = place;

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> census.page(UNITS, old, id -> true, told -> true))
        .satisfies(thrown -> assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.INVALID));
  }

  @Test
  void nothingIsAskedOfAccountsOfWhomNothingIsWanted() {
    census.page(TAGS, Optional.empty(), member(2)::equals, told -> true);

    assertThat(organization.calls()).isEqualTo(2);
  }

  private Map<AccountId, Traits> all(Needs needs) {
    List<Census.Told> told = new ArrayList<>();
    Optional<Cursor> place = Optional.empty();
    do {
      Page<Census.Told> page = census.page(needs, place, id -> true, asked -> true);
      told.addAll(page.items());
      place = page.next();
    } while (place.isPresent());
    Map<AccountId, Traits> traits = new HashMap<>();
    told.forEach(
        one -> assertThat(traits.put(one.account().id(), one.traits())).as("told once").isNull());
    return traits;
  }

  private static Manifest manifest(String except) {
    Map<String, String> files = SampleReleases.templates();
    files.computeIfPresent(
        "fleet.yaml",
        (name, text) -> text.replace("except: {accounts: [], units: [], tags: {}}", except));
    return SampleReleases.release(SampleReleases.commit('a'), files).manifest();
  }

  private static Failure throttled() {
    return new Failure(Failure.Kind.THROTTLED, "TooManyRequestsException", "slower");
  }

  private static AccountId member(int number) {
    return new AccountId("%012d".formatted(300_000_000_000L + number));
  }
}
