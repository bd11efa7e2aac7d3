package dev.fleetaccess.local.rehearsal.port;

import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.RoleRepository;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The role repository: its commits in memory, behind the calls that the adapter makes. */
public final class RepositoryPort implements RoleRepository {
  private final Effects effects;
  private final Map<CommitId, Map<String, String>> commits = new HashMap<>();
  private Optional<CommitId> head = Optional.empty();

  /** An empty repository. */
  public RepositoryPort(Effects effects) {
    this.effects = Objects.requireNonNull(effects);
  }

  /** Somebody pushes. */
  public void push(CommitId commit, Map<String, String> files) {
    commits.put(commit, Map.copyOf(files));
    head = Optional.of(commit);
  }

  @Override
  public Optional<CommitId> head() {
    return effects.call(
        new Effects.Call("codecommit", "GetBranch", "", ""),
        () -> head,
        found -> found.map(CommitId::brief).orElse("none"));
  }

  @Override
  public Optional<String> file(CommitId commit, String path) {
    return effects.call(
        new Effects.Call("codecommit", "GetFile", "", commit.brief() + " " + path),
        () -> Optional.ofNullable(commits.getOrDefault(commit, Map.of()).get(path)),
        found -> found.map(text -> text.length() + " characters").orElse("none"));
  }
}
