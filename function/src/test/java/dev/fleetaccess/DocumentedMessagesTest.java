package dev.fleetaccess;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.DocumentedMessages.Example;
import dev.fleetaccess.plan.Messages;
import dev.fleetaccess.trigger.TriggerParser;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes in is read as {@code docs/messages.md} says. */
class DocumentedMessagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TriggerParser PARSER = new TriggerParser("fleet-access", "main");

  @Test
  void everySectionWithExamplesIsRead() {
    assertThat(DocumentedMessages.sections().keySet())
        .containsExactly(
            "Events", "Written by hand", "Answers", "Ticks", "Work items", "Notices", "Log lines");
  }

  static Stream<Example> triggers() {
    return Stream.of("Events", "Written by hand")
        .flatMap(section -> DocumentedMessages.of(section).stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("triggers")
  void triggersAreReadAsThePageSays(Example example) throws JsonProcessingException {
    assertThat(Optional.of(PARSER.parse(JSON.readTree(example.json())).toString()))
        .isEqualTo(example.result());
  }

  static List<Example> ticks() {
    return DocumentedMessages.of("Ticks");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ticks")
  void ticksAreReadAndWrittenAsThePageSays(Example example) throws JsonProcessingException {
    var tick = Messages.tick(example.json());
    assertThat(Optional.of(tick.toString())).isEqualTo(example.result());
    assertThat(JSON.readTree(Messages.write(tick))).isEqualTo(JSON.readTree(example.json()));
  }

  static List<Example> items() {
    return DocumentedMessages.of("Work items");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("items")
  void workItemsAreReadAndWrittenAsThePageSays(Example example) throws JsonProcessingException {
    var item = Messages.item(example.json());
    assertThat(Optional.of(item.attempt().toString())).isEqualTo(example.result());
    assertThat(JSON.readTree(Messages.write(item))).isEqualTo(JSON.readTree(example.json()));
  }
}
