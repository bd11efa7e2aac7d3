package dev.fleetaccess.release;

import java.util.Map;

class FakeRoleRepositoryTest extends RoleRepositoryContract {
  private final FakeRoleRepository repository = new FakeRoleRepository();
  private int commits;

  @Override
  protected RoleRepository port() {
    return repository;
  }

  @Override
  protected CommitId push(Map<String, String> files) {
    commits++;
    var commit = new CommitId("%040x".formatted(commits));
    repository.push(commit, files);
    return commit;
  }
}
