package dev.fleetaccess.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SelectorTest {
  private static final AccountId ACCOUNT = new AccountId("333333333333");
  private static final Traits TRAITS =
      new Traits(
          List.of("ou-abcd-22222222", "ou-abcd-11111111", "r-abcd"),
          Map.of("team", "red", "stage", "test"));

  @ParameterizedTest(name = "{2}")
  @MethodSource
  void anAccountIsChosenOrNot(Selector selector, boolean chosen, String reason) {
    assertThat(selector.matches(ACCOUNT, TRAITS)).as(reason).isEqualTo(chosen);
  }

  static Stream<Arguments> anAccountIsChosenOrNot() {
    var byAccount = Set.of(ACCOUNT);
    var elsewhere = Set.of(new AccountId("444444444444"));
    return Stream.of(
        Arguments.of(Selector.NOBODY, false, "nobody is chosen by nothing"),
        Arguments.of(new Selector(byAccount, Set.of(), Map.of()), true, "it is named"),
        Arguments.of(new Selector(elsewhere, Set.of(), Map.of()), false, "another is named"),
        Arguments.of(units("ou-abcd-22222222"), true, "it stands in the unit"),
        Arguments.of(units("ou-abcd-11111111"), true, "it stands below the unit"),
        Arguments.of(units("r-abcd"), true, "everybody stands below the root"),
        Arguments.of(units("ou-abcd-33333333"), false, "it stands elsewhere"),
        Arguments.of(tags(Map.of("team", "red")), true, "it carries the tag"),
        Arguments.of(tags(Map.of("team", "blue")), false, "the tag says something else"),
        Arguments.of(
            tags(Map.of("team", "red", "stage", "live")), false, "it carries one of two tags"),
        Arguments.of(
            new Selector(elsewhere, Set.of(), Map.of("team", "red")),
            true,
            "it is not named, and chosen by its tag"),
        Arguments.of(
            new Selector(byAccount, Set.of("ou-abcd-33333333"), Map.of("team", "blue")),
            true,
            "it is named, whatever else"));
  }

  private static Selector units(String unit) {
    return new Selector(Set.of(), Set.of(unit), Map.of());
  }

  private static Selector tags(Map<String, String> tags) {
    return new Selector(Set.of(), Set.of(), tags);
  }
}
