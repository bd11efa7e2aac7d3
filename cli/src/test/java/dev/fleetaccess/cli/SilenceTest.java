package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private final Silence silence = new Silence(() -> now, Duration.ofSeconds(6));

  @Test
  void whatDoesNotChangeAndHasNoMessageUnderWayIsSilentAfterAWhile() {
    assertThat(silence.noticed("sent", 0)).isFalse();
    pass(6);
    assertThat(silence.noticed("sent", 0)).as("not longer than that").isFalse();
    pass(1);
    assertThat(silence.noticed("sent", 0)).isTrue();
  }

  @Test
  void aMessageOrAChangeBreaksIt() {
    silence.noticed("sent", 0);
    pass(5);
    silence.noticed("sent", 1);
    pass(5);
    assertThat(silence.noticed("sent", 0)).as("a message was there").isFalse();
    silence.noticed("sent again", 0);
    pass(5);
    assertThat(silence.noticed("sent again", 0)).as("it has changed").isFalse();
  }

  @Test
  void eachSilenceIsToldOnce() {
    silence.noticed("sent", 0);
    pass(7);
    assertThat(silence.noticed("sent", 0)).isTrue();
    pass(1);
    assertThat(silence.noticed("sent", 0)).isFalse();
    pass(6);
    assertThat(silence.noticed("sent", 0)).isTrue();
  }

  private void pass(int seconds) {
    now = now.plusSeconds(seconds);
  }
}
