package dev.fleetaccess.trigger;

import com.fasterxml.jackson.databind.JsonNode;

/** Pushes, as CodeCommit tells EventBridge of them. */
record CodeCommitEvents(String repository, String branch) {
  Trigger parse(JsonNode detail) {
    String event = detail.path("event").asText();
    String name = detail.path("referenceName").asText();
    if (!detail.path("repositoryName").asText().equals(repository)) {
      return new Trigger.Ignored(
          "the push went to repository '"
              + detail.path("repositoryName").asText()
              + "', the roles are in '"
              + repository
              + "'");
    }
    return switch (event) {
      case "referenceCreated", "referenceUpdated" -> {
        if (!detail.path("referenceType").asText("branch").equals("branch")) {
          yield new Trigger.Ignored("a tag was pushed; only branch '" + branch + "' is rolled out");
        }
        yield name.equals(branch)
            ? new Trigger.Pushed()
            : new Trigger.Ignored(
                "the push went to branch '" + name + "'; only '" + branch + "' is rolled out");
      }
      case "referenceDeleted" ->
          new Trigger.Ignored(
              "'" + name + "' was deleted; what is rolled out stays until the next push");
      case "unreferencedMergeCommitCreated" ->
          new Trigger.Ignored("a merge commit was tried; no branch moved");
      default -> new Trigger.Refused("the CodeCommit event '" + event + "' is not understood");
    };
  }
}
