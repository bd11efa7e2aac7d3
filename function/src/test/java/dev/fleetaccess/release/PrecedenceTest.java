package dev.fleetaccess.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PrecedenceTest {
  private static final AccountId ACCOUNT = new AccountId("333333333301");
  private static final String NEAR = "ou-abcd-aaaaaaaa";
  private static final String FAR = "ou-abcd-bbbbbbbb";
  private static final String ROOT = "r-abcd";
  private static final Traits TRAITS =
      new Traits(List.of(NEAR, FAR, ROOT), Map.of("env", "prod", "team", "red"));

  @ParameterizedTest(name = "{2}")
  @MethodSource
  void theNearestCounts(List<ParameterOverride> overrides, String colour, String reason) {
    assertThat(Precedence.parameters(stack(overrides), ACCOUNT, TRAITS))
        .as(reason)
        .containsEntry("Colour", colour);
  }

  static Stream<Arguments> theNearestCounts() {
    return Stream.of(
        row("base", "no override, so what is said for everybody"),
        row("account", "its id before its unit", account("account"), unit(NEAR, "near")),
        row(
            "account",
            "its id before its unit, whatever the order",
            unit(NEAR, "near"),
            account("account")),
        row("near", "its unit before the one above", unit(FAR, "far"), unit(NEAR, "near")),
        row(
            "near",
            "its unit before the one above, also when said first",
            unit(NEAR, "near"),
            unit(FAR, "far")),
        row("far", "a unit above before the root", unit(ROOT, "root"), unit(FAR, "far")),
        row(
            "root",
            "the root before tags",
            unit(ROOT, "root"),
            tags(Map.of("env", "prod"), "tags")),
        row("tags", "tags alone", tags(Map.of("env", "prod"), "tags")),
        row(
            "later",
            "between tags the later in the file",
            tags(Map.of("env", "prod", "team", "red"), "earlier"),
            tags(Map.of("team", "red"), "later")),
        row(
            "base",
            "all of the tags, or none",
            tags(Map.of("env", "prod", "team", "blue"), "tags")),
        row("base", "somebody else's unit", unit("ou-abcd-cccccccc", "other")),
        row(
            "near",
            "one that chooses twice counts by what is nearest",
            new ParameterOverride(
                new Selector(Set.of(), Set.of(NEAR), Map.of("env", "prod")),
                Map.of("Colour", "near"),
                1),
            unit(FAR, "far")));
  }

  @Test
  void whatTheNearestDoesNotSayAnotherMay() {
    var both =
        List.of(
            new ParameterOverride(
                new Selector(Set.of(), Set.of(FAR), Map.of()),
                Map.of("Colour", "far", "Size", "large"),
                1),
            account("account"));

    assertThat(Precedence.parameters(stack(both), ACCOUNT, TRAITS))
        .containsExactlyInAnyOrderEntriesOf(Map.of("Colour", "account", "Size", "large"));
  }

  @Test
  void anAccountOfWhichOnlyTheIdIsKnownIsOverriddenByIdAlone() {
    var all = List.of(unit(NEAR, "near"), tags(Map.of("env", "prod"), "tags"));

    assertThat(Precedence.parameters(stack(all), ACCOUNT, Traits.NONE))
        .containsEntry("Colour", "base");
  }

  @Test
  void everySetOfParametersThatAnAccountCanHaveIsAmongTheVariants() {
    var overrides =
        List.of(
            account("account"),
            unit(NEAR, "near"),
            unit(FAR, "far"),
            tags(Map.of("env", "prod"), "tags"),
            new ParameterOverride(
                new Selector(Set.of(), Set.of(ROOT), Map.of()), Map.of("Size", "large"), 1));
    Set<Map<String, String>> variants = Variants.of(stack(overrides));

    var traits =
        List.of(
            Traits.NONE,
            new Traits(List.of(ROOT), Map.of()),
            new Traits(List.of(FAR, ROOT), Map.of()),
            new Traits(List.of(FAR, NEAR, ROOT), Map.of("env", "prod")),
            new Traits(List.of(ROOT), Map.of("env", "prod")),
            TRAITS);
    for (AccountId account : List.of(ACCOUNT, new AccountId("333333333302"))) {
      for (Traits one : traits) {
        assertThat(variants).contains(Precedence.parameters(stack(overrides), account, one));
      }
    }
    assertThat(variants).hasSize(2 * 5);
  }

  @Test
  void variantsThatAreTooManyAreToldAndNotCounted() {
    var overrides =
        java.util.stream.IntStream.range(0, 9)
            .mapToObj(
                i ->
                    new ParameterOverride(
                        new Selector(Set.of(), Set.of("ou-abcd-0000000" + i), Map.of()),
                        Map.of("P" + i, "x"),
                        1))
            .toList();

    assertThat(Variants.of(stack(overrides.subList(0, 8)))).hasSize(Variants.MOST);
    assertThat(Variants.of(stack(overrides))).hasSize(Variants.MOST + 1);
  }

  private static Arguments row(String colour, String reason, ParameterOverride... overrides) {
    return Arguments.of(Arrays.asList(overrides), colour, reason);
  }

  private static ParameterOverride account(String colour) {
    return override(new Selector(Set.of(ACCOUNT), Set.of(), Map.of()), colour);
  }

  private static ParameterOverride unit(String unit, String colour) {
    return override(new Selector(Set.of(), Set.of(unit), Map.of()), colour);
  }

  private static ParameterOverride tags(Map<String, String> tags, String colour) {
    return override(new Selector(Set.of(), Set.of(), tags), colour);
  }

  private static ParameterOverride override(Selector selector, String colour) {
    return new ParameterOverride(selector, Map.of("Colour", colour), 1);
  }

  private static Manifest.Stack stack(List<ParameterOverride> overrides) {
    return new Manifest.Stack(
        "FleetAccess-Spoke",
        "plain.yaml",
        Set.of(Placement.SPOKES),
        Selector.NOBODY,
        Map.of("Colour", "base"),
        overrides,
        Disposal.RETAIN,
        Disposal.RETAIN,
        false,
        false,
        1);
  }
}
