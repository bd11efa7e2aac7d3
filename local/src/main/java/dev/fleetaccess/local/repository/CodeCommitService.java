package dev.fleetaccess.local.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.endpoint.Access;
import dev.fleetaccess.local.endpoint.ErrorReply;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.endpoint.Operation;
import dev.fleetaccess.local.endpoint.Place;
import dev.fleetaccess.local.wire.WireReply;
import dev.fleetaccess.local.wire.WireRequest;
import dev.fleetaccess.local.wire.WireService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** The read calls of CodeCommit on the role repository. */
public final class CodeCommitService implements WireService {
  private final LocalRepository repository;
  private final Place place;
  private final URI clone;
  private final Commits commits;

  /**
   * Makes the service.
   *
   * @param clone where the repository can be cloned
   */
  public CodeCommitService(LocalRepository repository, Place place, URI clone) {
    this.repository = Objects.requireNonNull(repository);
    this.place = Objects.requireNonNull(place);
    this.clone = Objects.requireNonNull(clone);
    this.commits = new Commits(repository.git());
  }

  @Override
  public Set<String> signingNames() {
    return Set.of("codecommit");
  }

  /** What a request needs. */
  public static List<Access> accesses(WireRequest request, Place place) {
    String name = Json.read(request.body()).path("repositoryName").asText();
    return List.of(
        new Access(
            "codecommit:" + Operation.of(request),
            name.isEmpty() ? "*" : place.arn("codecommit", name)));
  }

  @Override
  public WireReply answer(WireRequest request) {
    try {
      ObjectNode answer = answer(Operation.of(request), Json.read(request.body()));
      return WireReply.of(200, "application/x-amz-json-1.1", answer.toString());
    } catch (CodeCommitError e) {
      return ErrorReply.of(request, 400, e.code(), e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode answer(String operation, JsonNode body) throws IOException {
    if (operation.equals("ListRepositories")) {
      ObjectNode answer = Json.object();
      answer
          .putArray("repositories")
          .addObject()
          .put("repositoryName", repository.part().name())
          .put("repositoryId", ReferenceEvents.repositoryId(repository.part()));
      return answer;
    }
    String name = body.path("repositoryName").asText();
    if (!name.equals(repository.part().name())) {
      throw new CodeCommitError("RepositoryDoesNotExistException", name + " does not exist");
    }
    return switch (operation) {
      case "GetRepository" -> metadata();
      case "GetBranch" -> branch(body.path("branchName").asText());
      case "ListBranches" -> branches();
      case "GetCommit" -> commit(body.path("commitId").asText());
      case "BatchGetCommits" -> batch(body.path("commitIds"));
      case "GetFile" -> snapshot(body).file(body.path("filePath").asText());
      case "GetFolder" -> snapshot(body).folder(body.path("folderPath").asText());
      case "GetDifferences" -> differences(body);
      default ->
          throw new CodeCommitError(
              "UnknownOperationException", "the local part of codecommit has no " + operation);
    };
  }

  private Snapshot snapshot(JsonNode body) throws IOException {
    String specifier = body.path("commitSpecifier").asText(repository.branch());
    return new Snapshot(repository.git(), commits.bySpecifier(specifier));
  }

  private ObjectNode metadata() {
    ObjectNode answer = Json.object();
    answer
        .putObject("repositoryMetadata")
        .put("accountId", place.account())
        .put("repositoryId", ReferenceEvents.repositoryId(repository.part()))
        .put("repositoryName", repository.part().name())
        .put("defaultBranch", repository.branch())
        .put("Arn", repository.part().arn())
        .put("cloneUrlHttp", clone.toString());
    return answer;
  }

  private ObjectNode branch(String name) throws IOException {
    var reference = repository.git().exactRef(Constants.R_HEADS + name);
    if (reference == null || reference.getObjectId() == null) {
      throw new CodeCommitError("BranchDoesNotExistException", "there is no branch " + name);
    }
    ObjectNode answer = Json.object();
    answer
        .putObject("branch")
        .put("branchName", name)
        .put("commitId", reference.getObjectId().getName());
    return answer;
  }

  private ObjectNode branches() throws IOException {
    ObjectNode answer = Json.object();
    var branches = answer.putArray("branches");
    for (var reference : repository.git().getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
      branches.add(reference.getName().substring(Constants.R_HEADS.length()));
    }
    return answer;
  }

  private ObjectNode commit(String id) throws IOException {
    ObjectNode answer = Json.object();
    answer.set("commit", describe(commits.byId(id)));
    return answer;
  }

  private ObjectNode batch(JsonNode ids) throws IOException {
    ObjectNode answer = Json.object();
    var found = answer.putArray("commits");
    var errors = answer.putArray("errors");
    for (JsonNode id : ids) {
      try {
        found.add(describe(commits.byId(id.asText())));
      } catch (CodeCommitError e) {
        errors
            .addObject()
            .put("commitId", id.asText())
            .put("errorCode", e.code())
            .put("errorMessage", e.getMessage());
      }
    }
    return answer;
  }

  private ObjectNode differences(JsonNode body) throws IOException {
    String before = body.path("beforeCommitSpecifier").asText();
    List<RevCommit> old = before.isEmpty() ? List.of() : List.of(commits.bySpecifier(before));
    return new Snapshot(
            repository.git(), commits.bySpecifier(body.path("afterCommitSpecifier").asText()))
        .differences(old);
  }

  private static ObjectNode describe(RevCommit commit) {
    ObjectNode description =
        Json.object()
            .put("commitId", commit.getName())
            .put("treeId", commit.getTree().getName())
            .put("message", commit.getFullMessage())
            .put("additionalData", "");
    var parents = description.putArray("parents");
    for (RevCommit parent : commit.getParents()) {
      parents.add(parent.getName());
    }
    description.set("author", person(commit.getAuthorIdent()));
    description.set("committer", person(commit.getCommitterIdent()));
    return description;
  }

  private static ObjectNode person(PersonIdent person) {
    return Json.object()
        .put("name", person.getName())
        .put("email", person.getEmailAddress())
        .put("date", person.getWhenAsInstant().getEpochSecond() + " +0000");
  }
}
