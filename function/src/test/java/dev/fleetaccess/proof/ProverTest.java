package dev.fleetaccess.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProverTest {
  private static final AccountId HUB = new AccountId("222222222222");
  private static final AccountId SPOKE = new AccountId("300000000001");
  private static final Failure DENIED =
      new Failure(Failure.Kind.DENIED, "AccessDenied", "not authorized");

  private final FakeChain chain = new FakeChain(HUB::equals, SPOKE::equals);
  private final Prover prover = new Prover(chain, new SplittableRandom(1));

  @Test
  void aSpokeThatLetsTheHubInAndReadIsProvenWithItsCallsCounted() {
    assertThat(prove(true, 0)).isEqualTo(new Proof.Held(3));
    assertThat(prove(true, 0)).isEqualTo(new Proof.Held(2));
  }

  @Test
  void theLinkThatBrokeIsNamed() {
    chain.faults().next("hub", DENIED);
    assertThat(link(prove(false, 0)).link()).isEqualTo(BrokenLink.Link.HUB);

    chain.refuse(SPOKE, DENIED);
    assertThat(link(prove(false, 0)).link()).isEqualTo(BrokenLink.Link.ENTER);

    chain.admit(SPOKE);
    chain.close(SPOKE, DENIED);
    assertThat(link(prove(false, 0)).link()).isEqualTo(BrokenLink.Link.READ);
  }

  @Test
  void aFreshRefusalMayPassUntilTheLastWalk() {
    chain.refuse(SPOKE, DENIED);

    assertThat(link(prove(true, Prover.MOST_WALKS - 2)).reason())
        .isEqualTo(BrokenLink.Reason.NOT_YET);
    assertThat(link(prove(true, Prover.MOST_WALKS - 1)).reason())
        .isEqualTo(BrokenLink.Reason.REFUSED);
  }

  @Test
  void aChainThatThrowsWhatItShouldNotIsUnanswered() {
    Chain strange =
        new FakeChain(
            hub -> {
              throw new IllegalStateException("no connection");
            },
            SPOKE::equals);

    Proof proof =
        new Prover(strange, new SplittableRandom(1))
            .prove(HUB, SPOKE, Target.SPOKE, "release-1", () -> true, 0);

    assertThat(link(proof).reason()).isEqualTo(BrokenLink.Reason.UNANSWERED);
  }

  @Test
  void whatMayPassIsWalkedSixTimesOverAMinuteOrTwo() {
    BrokenLink passing = BrokenLink.of(BrokenLink.Link.ENTER, Target.SPOKE, DENIED, true);

    Duration waited =
        IntStream.range(0, Prover.MOST_WALKS - 1)
            .mapToObj(walks -> prover.again(passing, walks).orElseThrow())
            .reduce(Duration.ZERO, Duration::plus);

    assertThat(waited).isBetween(Duration.ofSeconds(55), Duration.ofMinutes(2));
    assertThat(prover.again(passing, Prover.MOST_WALKS - 1)).isEmpty();
  }

  @Test
  void whatDoesNotPassIsNotWalkedAgain() {
    assertThat(prover.again(BrokenLink.of(BrokenLink.Link.ENTER, Target.SPOKE, DENIED, false), 0))
        .isEmpty();
  }

  private Proof prove(boolean fresh, int walks) {
    return prover.prove(HUB, SPOKE, Target.SPOKE, "release-1", () -> fresh, walks);
  }

  private static BrokenLink link(Proof proof) {
    return ((Proof.Broken) proof).link();
  }
}
