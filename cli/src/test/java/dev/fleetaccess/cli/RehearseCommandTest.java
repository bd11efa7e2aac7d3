package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.local.rehearsal.RehearsalSettings;
import dev.fleetaccess.local.rehearsal.RehearsalSettings.Play;
import dev.fleetaccess.local.rehearsal.fault.FaultProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class RehearseCommandTest {
  static Stream<Arguments> plays() {
    return Stream.of(
        Arguments.of("one seed tells the whole story", List.of(), Play.DEFAULT),
        Arguments.of("of many each draws its parts", List.of("--seeds", "2"), Play.DRAWN),
        Arguments.of("whoever names it", List.of("--scenario", "drawn"), Play.DRAWN),
        Arguments.of(
            "the whole story of many",
            List.of("--seeds", "2", "--scenario", "default"),
            Play.DEFAULT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plays")
  void whatIsPlayedIsWhatWasAskedForOrWhatSoManySeedsAreFor(
      String reason, List<String> arguments, Play play) {
    var command =
        CommandLine.populateCommand(new RehearseCommand(), arguments.toArray(String[]::new));
    assertThat(command.play()).as(reason).isEqualTo(play);
  }

  @ParameterizedTest(name = "{4}")
  @CsvSource({
    "DRAWN, 500, 200, true, as in the build",
    "DRAWN, 10000, 20, true, as before a change of the engine goes out",
    "DRAWN, 499, 1000, false, too few seeds for what is drawn by seed",
    "DRAWN, 500, 199, false, too few accounts for what is drawn by account",
    "DEFAULT, 10000, 200, false, the usual story has none of the others in it",
    "WAVES, 10000, 200, false, nor has one of the others"
  })
  void everythingHasToOccurWhereEverythingCan(
      Play play, int seeds, int accounts, boolean demanding, String reason) {
    assertThat(RehearseCommand.demanding(settings(play, accounts, FaultProfile.HIGH), seeds))
        .as(reason)
        .isEqualTo(demanding);
    assertThat(RehearseCommand.demanding(settings(play, accounts, FaultProfile.LOW), seeds))
        .as("low faults are few")
        .isFalse();
  }

  private static RehearsalSettings settings(Play play, int accounts, FaultProfile faults) {
    return new RehearsalSettings(accounts, 1, faults, play, Path.of("none"), Path.of("none"));
  }
}
