package dev.fleetaccess.local.repository;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.blueprint.RepositoryPart;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.events.EventBus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Says on the event bus what changed in the repository, in CodeCommit's words. */
final class ReferenceEvents {
  private static final String BRANCHES = "refs/heads/";
  private static final String TAGS = "refs/tags/";

  private final RepositoryPart repository;
  private final EventBus bus;

  ReferenceEvents(RepositoryPart repository, EventBus bus) {
    this.repository = Objects.requireNonNull(repository);
    this.bus = Objects.requireNonNull(bus);
  }

  /** Puts the event; answers how many rule targets it reached. Other references have none. */
  int put(ReferenceChange change) {
    boolean branch = change.fullName().startsWith(BRANCHES);
    if (!branch && !change.fullName().startsWith(TAGS)) {
      return 0;
    }
    ObjectNode detail =
        Json.object()
            .put("event", change.event())
            .put("repositoryName", repository.name())
            .put("repositoryId", repositoryId(repository))
            .put("referenceType", branch ? "branch" : "tag")
            .put(
                "referenceName",
                change.fullName().substring(branch ? BRANCHES.length() : TAGS.length()))
            .put("referenceFullName", change.fullName());
    change.after().ifPresent(commit -> detail.put("commitId", commit));
    change.before().ifPresent(commit -> detail.put("oldCommitId", commit));
    return bus.put(
        bus.envelope(
            "aws.codecommit",
            "CodeCommit Repository State Change",
            List.of(repository.arn()),
            detail));
  }

  static String repositoryId(RepositoryPart repository) {
    return UUID.nameUUIDFromBytes(repository.arn().getBytes(StandardCharsets.UTF_8)).toString();
  }
}
