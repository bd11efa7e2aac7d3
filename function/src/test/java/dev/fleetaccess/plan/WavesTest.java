package dev.fleetaccess.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.release.Amount;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.OnHalt;
import dev.fleetaccess.release.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WavesTest {
  private static final AccountId NAMED = new AccountId("333333333301");

  @Test
  void anAccountBelongsToTheFirstWaveThatReachesIt() {
    Manifest.Rollout rollout =
        rollout(
            wave(Selector.NOBODY, 0),
            chosen(new Selector(Set.of(NAMED), Set.of(), Map.of())),
            chosen(new Selector(Set.of(NAMED), Set.of("ou-abcd-12345678"), Map.of())),
            wave(Selector.NOBODY, 100));
    var standing = new Traits(List.of("ou-abcd-12345678", "r-abcd"), Map.of());

    assertThat(Waves.of(rollout, NAMED, standing)).isEqualTo(1);
    assertThat(Waves.of(rollout, new AccountId("333333333302"), standing)).isEqualTo(2);
    assertThat(Waves.of(rollout, new AccountId("333333333302"), Traits.NONE)).isEqualTo(3);
  }

  @Test
  void theSameAccountsAreEarlyInEveryRelease() {
    // Fixed here, so that a change of the hash is a decision and not an accident.
    assertThat(Stream.of("000000000000", "111122223333", "333333333301", "999999999999"))
        .extracting(id -> Waves.share(new AccountId(id)))
        .containsExactly(3_198, 6_093, 2_785, 6_453);
  }

  static Stream<Arguments> fleets() {
    return Stream.of(
        Arguments.of("counted up", number(i -> 300_000_000_000L + i)),
        Arguments.of("in steps of a thousand", number(i -> 100_000_000_000L + 1_000 * i)),
        Arguments.of("ending alike", number(i -> 10_000_000L * i + 42)),
        Arguments.of(
            "spread by a generator", number(i -> i * 6_364_136_223L % 1_000_000_000_000L)));
  }

  @ParameterizedTest(name = "accounts {0}")
  @MethodSource("fleets")
  void aPercentageReachesThatShareHoweverTheIdsAreMade(String how, LongFunction<AccountId> fleet) {
    for (int percent : new int[] {1, 5, 10, 25, 50, 90}) {
      Manifest.Rollout rollout = rollout(wave(Selector.NOBODY, percent), Manifest.Wave.EVERYONE);
      long reached =
          LongStream.range(0, 20_000)
              .mapToObj(fleet)
              .filter(account -> Waves.of(rollout, account, Traits.NONE) == 0)
              .count();
      double expected = 20_000 * percent / 100.0;
      double deviation = Math.sqrt(expected * (1 - percent / 100.0));
      assertThat((double) reached)
          .as("%d %% of accounts %s, within four standard deviations", percent, how)
          .isBetween(expected - 4 * deviation, expected + 4 * deviation);
    }
  }

  @Test
  void whoIsInASmallerShareIsInEveryLargerOne() {
    for (long i = 0; i < 2_000; i++) {
      AccountId account = number(n -> 500_000_000_000L + n).apply(i);
      int before = Integer.MAX_VALUE;
      for (int percent = 0; percent <= 100; percent++) {
        Manifest.Rollout rollout = rollout(wave(Selector.NOBODY, percent), Manifest.Wave.EVERYONE);
        int now = Waves.of(rollout, account, Traits.NONE);
        assertThat(now).isLessThanOrEqualTo(before);
        before = now;
      }
      assertThat(before).isZero();
    }
  }

  private static LongFunction<AccountId> number(LongFunction<Long> number) {
    return i -> new AccountId("%012d".formatted(number.apply(i)));
  }

  private static Manifest.Wave wave(Selector selector, int percent) {
    return new Manifest.Wave(selector, Optional.of(percent), false);
  }

  private static Manifest.Wave chosen(Selector selector) {
    return new Manifest.Wave(selector, Optional.empty(), false);
  }

  private static Manifest.Rollout rollout(Manifest.Wave... waves) {
    return new Manifest.Rollout(
        List.of(waves), new Amount.All(), Duration.ZERO, new Amount.Count(0), OnHalt.STAY);
  }
}
