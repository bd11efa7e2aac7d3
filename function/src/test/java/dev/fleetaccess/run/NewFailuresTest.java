package dev.fleetaccess.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.LedgerSamples;
import dev.fleetaccess.ledger.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NewFailuresTest {
  private static final Instant START = LedgerSamples.NOW;
  private static final int MOST = NewFailures.MOST;

  static Stream<Arguments> crowds() {
    return Stream.of(
        Arguments.of("so many fit into one look", apart(MOST), List.of(MOST)),
        Arguments.of("one more is left for the next", apart(MOST + 1), List.of(MOST, 1)),
        Arguments.of("many take several looks", apart(2 * MOST + 7), List.of(MOST, MOST, 7)),
        Arguments.of(
            "those of one moment are not torn apart",
            Stream.concat(
                    apart(MOST - 1).stream(),
                    IntStream.range(0, 10).mapToObj(i -> failed(MOST + i, MOST)))
                .toList(),
            List.of(MOST + 9)),
        Arguments.of(
            "nor those of the first moment, however many",
            IntStream.range(0, MOST + 5).mapToObj(i -> failed(i, 0)).toList(),
            List.of(MOST + 5)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("crowds")
  void manyAreToldInPartsInTheirOrderEachOnce(
      String reason, List<Entry> entries, List<Integer> looks) {
    Instant now = START.plus(Duration.ofHours(1));
    Rollout rollout = LedgerSamples.rollout("sweep-1").but().told(START).done();
    List<Integer> parts = new ArrayList<>();
    List<AccountId> told = new ArrayList<>();
    boolean more = true;
    while (more) {
      NewFailures look = look(rollout, now, entries);
      look.entries(true).forEach(entry -> told.add(entry.account()));
      parts.add(look.entries(true).size());
      rollout = rollout.but().told(look.until(true)).done();
      more = look.more();
    }

    assertThat(parts).as(reason).isEqualTo(looks);
    assertThat(told).doesNotHaveDuplicates().hasSize(entries.size());
  }

  @Test
  void whoFailedJustNowWaitsForTheNextLookWhileOthersMayStillFail() {
    Rollout rollout = LedgerSamples.rollout("sweep-1").but().told(START).done();
    List<Entry> entries = List.of(failed(1, 0), failed(2, 20_000));

    NewFailures look = look(rollout, START.plusSeconds(25), entries);

    assertThat(look.entries(false)).extracting(Entry::account).containsExactly(account(1));
    assertThat(look.until(false)).isEqualTo(START.plusSeconds(15));
    assertThat(look.entries(true)).hasSize(2);
  }

  /** Items come from 16 partitions, in no order. */
  private static NewFailures look(Rollout rollout, Instant now, List<Entry> entries) {
    List<Entry> shuffled = new ArrayList<>(entries);
    Collections.shuffle(shuffled, new Random(7));
    var look = new NewFailures(rollout, now);
    shuffled.forEach(look::add);
    return look;
  }

  /** So many, a millisecond after each other. */
  private static List<Entry> apart(int number) {
    return IntStream.range(0, number).mapToObj(i -> failed(i, i)).toList();
  }

  private static Entry failed(int account, int millis) {
    return LedgerSamples.planned("sweep-1", account(account))
        .but()
        .state(Entry.State.FAILED)
        .fresh(true)
        .changed(START.plusMillis(millis))
        .done();
  }

  private static AccountId account(int number) {
    return LedgerSamples.account(number);
  }
}
