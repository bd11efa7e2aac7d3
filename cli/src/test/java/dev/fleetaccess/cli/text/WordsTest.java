package dev.fleetaccess.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void whatCloudFormationNotesForItsSupportIsNoPartOfACauseInPassing() {
    String cause =
        "Spoke: Resource handler returned message: \"Policy no/such does not exist. (Service: Iam,"
            + " Status Code: 404, Request ID: 10a2ed12)\" (RequestToken: 52edba33,"
            + " HandlerErrorCode: NotFound) — the update was rolled back"
            + " (UPDATE_ROLLBACK_COMPLETE)";

    assertThat(Words.brief(cause))
        .isEqualTo(
            "Spoke: Resource handler returned message: \"Policy no/such does not exist.\" — the"
                + " update was rolled back (UPDATE_ROLLBACK_COMPLETE)");
  }

  @Test
  void aLongCauseIsCutInPassing() {
    assertThat(Words.brief("a".repeat(300))).isEqualTo("a".repeat(240) + " …");
  }
}
