package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeckTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 60})
  void itStrikesOnceAmongEverySoMany(int size) {
    var deck = new Deck(size, new SplittableRandom(7));

    for (int round = 0; round < 20; round++) {
      assertThat(drawn(deck, size)).containsOnlyOnce(true);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void theSameChanceStrikesAtTheSamePlaces(long seed) {
    assertThat(drawn(new Deck(9, new SplittableRandom(seed)), 90))
        .isEqualTo(drawn(new Deck(9, new SplittableRandom(seed)), 90));
  }

  private static List<Boolean> drawn(Deck deck, int times) {
    List<Boolean> drawn = new ArrayList<>();
    for (int time = 0; time < times; time++) {
      drawn.add(deck.strikes());
    }
    return drawn;
  }
}
