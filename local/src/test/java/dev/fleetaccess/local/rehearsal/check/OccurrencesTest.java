package dev.fleetaccess.local.rehearsal.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.plan.Attempt;
import dev.fleetaccess.reconcile.Outcome;
import dev.fleetaccess.reconcile.StackAction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OccurrencesTest {
  private static final Outcome AGAIN =
      new Outcome.Again(Duration.ofSeconds(45), "come back", Attempt.FIRST);
  private static final Outcome REFUSED = new Outcome.Refused("nobody may");
  private static final Outcome FAILED =
      new Outcome.Failed(new Failure(Failure.Kind.ROLLED_BACK, "ROLLBACK_COMPLETE", "no"));
  private static final Outcome PREVIEWED = new Outcome.Previewed("create");
  private static final StackAction GIVE_UP =
      new StackAction.GiveUp(Failure.Kind.ROLLED_BACK, "rolled back");

  static List<Arguments> decisions() {
    return List.of(
        Arguments.of(new StackAction.Wait(), AGAIN, List.of("action Wait"), "it comes back"),
        Arguments.of(
            new StackAction.Refuse("nobody may"), REFUSED, List.of("action Refuse"), "it is told"),
        Arguments.of(GIVE_UP, FAILED, List.of("action GiveUp"), "it is told"),
        Arguments.of(GIVE_UP, REFUSED, List.of(), "a role of the name stood there"),
        Arguments.of(GIVE_UP, AGAIN, List.of(), "a role of the name is taken over"),
        Arguments.of(GIVE_UP, PREVIEWED, List.of(), "nothing was done"),
        Arguments.of(new StackAction.Nothing(), AGAIN, List.of(), "its roles are mended"),
        Arguments.of(new StackAction.Create(), AGAIN, List.of(), "counted where it is called"));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("decisions")
  void aDecisionCountsWhereItWasCarriedOut(
      StackAction action, Outcome outcome, List<String> counted, String reason) {
    var occurrences = new Occurrences();
    occurrences.decided(action, outcome);
    assertThat(List.copyOf(occurrences.counts().keySet())).as(reason).isEqualTo(counted);
  }
}
