package dev.fleetaccess.release;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Faults;
import dev.fleetaccess.fleet.RemoteFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A role repository in memory: commits and a branch that points to one of them. */
public final class FakeRoleRepository implements RoleRepository {
  private final Map<CommitId, Map<String, String>> commits = new HashMap<>();
  private final Faults faults = new Faults();
  private Optional<CommitId> head = Optional.empty();

  /** A commit arrives, and the branch points to it. */
  public synchronized void push(CommitId commit, Map<String, String> files) {
    commits.put(commit, Map.copyOf(files));
    head = Optional.of(commit);
  }

  /** The branch is deleted; its commits can still be read. */
  public synchronized void deleteBranch() {
    head = Optional.empty();
  }

  /** What goes wrong: {@code head}, {@code file}. */
  public Faults faults() {
    return faults;
  }

  @Override
  public synchronized Optional<CommitId> head() {
    faults.check("head");
    return head;
  }

  @Override
  public synchronized Optional<String> file(CommitId commit, String path) {
    faults.check("file");
    if (!commits.containsKey(commit)) {
      throw new RemoteFailure(
          new Failure(Failure.Kind.INVALID, "CommitDoesNotExistException", "no such commit"));
    }
    return Optional.ofNullable(commits.get(commit).get(path));
  }
}
