package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.cli.deploy.DeployCheck;
import java.util.List;
import java.util.Optional;

/** What the doctor says, for machines. */
final class DoctorJson {
  private DoctorJson() {}

  /**
   * What was found in accounts.
   *
   * @param ill how many accounts are not as they should be, those beyond the found ones included
   * @param answer the orchestrator's, where it was asked to re-run them
   */
  static ObjectNode explained(
      Look look, List<Diagnosis> found, long ill, Optional<JsonNode> answer) {
    ObjectNode said =
        AnswerJson.answer()
            .put("where", look.where())
            .put("when", look.when().toString())
            .put("ill", ill);
    ArrayNode accounts = said.putArray("accounts");
    for (Diagnosis one : found) {
      ObjectNode account =
          accounts
              .addObject()
              .put("account", one.coverage().account().value())
              .put("stack", one.coverage().worst().stack())
              .put("state", one.coverage().standing().state().name())
              .put("why", one.coverage().standing().why())
              .put("said", one.said().orElse(null))
              .put("differs", one.seen().differs())
              .put("mendable", one.mendable())
              .put("next", one.next());
      ArrayNode seen = account.putArray("seen");
      one.seen().sentences().forEach(seen::add);
      ArrayNode hub = account.putArray("seenInHub");
      one.hub().sentences().forEach(hub::add);
    }
    said.set("mended", answer.orElse(null));
    return said;
  }

  /** What was found before the first deployment. */
  static ObjectNode deploy(List<DeployCheck.Line> lines) {
    ObjectNode said = AnswerJson.answer();
    ArrayNode checks = said.putArray("checks");
    for (DeployCheck.Line line : lines) {
      checks
          .addObject()
          .put("level", line.level().name())
          .put("about", line.about())
          .put("words", line.words());
    }
    return said;
  }
}
