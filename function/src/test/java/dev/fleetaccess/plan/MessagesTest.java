package dev.fleetaccess.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.trigger.Trigger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final WorkItem FIRST =
      new WorkItem(
          "release-3e5983d-1",
          new CommitId("3e5983d0000000000000000000000000000000aa"),
          new AccountId("111122223333"),
          "FleetAccess-Spoke",
          Attempt.FIRST);
  private static final WorkItem AGAIN =
      FIRST.at(Attempt.FIRST.looked().failed(Failure.Kind.THROTTLED).wrote("5f0c2a"));
  private static final Trigger.Tick TICK = new Trigger.Tick("release-3e5983d-1", 3);

  @Test
  void documentedMessagesAreRead() throws IOException {
    assertThat(Messages.item(example("work-item-first.json"))).isEqualTo(FIRST);
    assertThat(Messages.item(example("work-item-again.json"))).isEqualTo(AGAIN);
    assertThat(Messages.tick(example("tick.json"))).isEqualTo(TICK);
  }

  @Test
  void messagesAreWrittenAsDocumented() throws IOException {
    assertThat(JSON.readTree(Messages.write(FIRST)))
        .isEqualTo(JSON.readTree(example("work-item-first.json")));
    assertThat(JSON.readTree(Messages.write(AGAIN)))
        .isEqualTo(JSON.readTree(example("work-item-again.json")));
    assertThat(JSON.readTree(Messages.write(TICK))).isEqualTo(JSON.readTree(example("tick.json")));
  }

  @Test
  void whatAnItemIsInTheMiddleOfTravelsWithIt() {
    WorkItem adopting =
        FIRST.at(
            Attempt.FIRST
                .at(4)
                .by("AWSControlTowerExecution")
                .repaired(Course.Kind.DELETING, "t")
                .with(new Course(Course.Kind.ADOPTING, "the role exists", Optional.of("t")))
                .looked()
                .looked());

    assertThat(Messages.item(Messages.write(adopting))).isEqualTo(adopting);
  }

  @Test
  void aProofThatIsLeftIsCarriedAlong() {
    WorkItem unproven = AGAIN.at(AGAIN.attempt().unproven());

    assertThat(unproven.attempt().proofs()).isEqualTo(1);
    assertThat(Messages.item(Messages.write(unproven))).isEqualTo(unproven);
  }

  @Test
  void whatAnOlderWriterSentIsRead() {
    String older =
        """
        {"version":1,"item":{"rollout":"release-3e5983d-1",
         "release":"3e5983d0000000000000000000000000000000aa","account":"111122223333",
         "stack":"FleetAccess-Spoke",
         "attempt":{"visit":3,"failures":1,"repairs":0,"token":"5f0c2a",
          "course":{"kind":"REVERTING","found":"its trust policy differs"}}}}
        """;

    var course = new Course(Course.Kind.REVERTING, "its trust policy differs");
    assertThat(Messages.item(older))
        .isEqualTo(
            FIRST.at(
                new Attempt(
                    3, 0, 0, Map.of(), 0, 0, Optional.of("5f0c2a"), Optional.empty(), course)));
  }

  @Test
  void fieldsOfANewerWriterAreIgnored() {
    assertThat(
            Messages.tick(
                "{'version':1,'new':{},'tick':{'rollout':'r','step':3,'x':1}}".replace('\'', '"')))
        .isEqualTo(new Trigger.Tick("r", 3));
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no json                                                | not JSON                | words instead of JSON
          ``                                                     | JSON object             | nothing at all
          [1]                                                    | JSON object             | a list
          {"item":{}}                                            | 'version'               | no version
          {"version":"1","item":{}}                              | 'version'               | a version in words
          {"version":2,"item":{}}                                | version 2               | a version of the future
          {"version":1,"tick":{"rollout":"r","step":1}}          | 'item'                  | another sort of message
          {"version":1,"item":{"rollout":"r"}}                   | 'attempt'               | no attempt
          {"version":1,"item":{"attempt":{"visit":0,"failures":{},"repairs":0}}} | 'rollout' | no rollout
          {"version":1,"item":{"rollout":"r","release":"3e5983d0000000000000000000000000000000aa","account":"12","stack":"s","attempt":{"visit":0,"failures":{},"repairs":0}}} | '12' is not an account id | a wrong account
          {"version":1,"item":{"rollout":"r","release":"3e5983d0000000000000000000000000000000aa","account":"111122223333","stack":"s","attempt":{"visit":1.5,"failures":{},"repairs":0}}} | 'visit' | half a visit
          {"version":1,"item":{"rollout":"r","release":"3e5983d0000000000000000000000000000000aa","account":"111122223333","stack":"s","attempt":{"visit":-1,"failures":{},"repairs":0}}} | not negative | a visit before the first
          """)
  void whatIsNoItemIsRefusedWithWhatIsWrong(String message, String words, String what) {
    assertThatIllegalArgumentException()
        .as(what)
        .isThrownBy(() -> Messages.item(message))
        .withMessageContaining(words);
  }

  @Test
  void anItemIsNoTick() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Messages.tick(Messages.write(FIRST)))
        .withMessageContaining("'tick'");
  }

  private static String example(String name) throws IOException {
    try (InputStream in = MessagesTest.class.getResourceAsStream("/messages/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
