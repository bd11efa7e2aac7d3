package dev.fleetaccess.plan;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.release.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Which stacks an account is to have, stage by stage, and which it is left out of. Pure. */
public final class Planner {
  private final Release release;
  private final List<Stage> stages;

  public Planner(Release release) {
    this.release = Objects.requireNonNull(release);
    this.stages = Stage.of(release.manifest());
  }

  /** The stages of the release. */
  public List<Stage> stages() {
    return stages;
  }

  /** The accounts that everybody waits for. */
  public Set<AccountId> awaited() {
    return Set.of(release.facts().management(), release.manifest().hub());
  }

  /** What is planned for an account that the organization told of. */
  public List<Planned> plan(Account account, Traits traits) {
    if (account.state().usable()) {
      return plan(account.id(), traits);
    }
    return stages.stream()
        .filter(stage -> belongs(stage, account.id(), traits))
        .map(stage -> planned(account.id(), traits, stage, Optional.of(account.state().words())))
        .toList();
  }

  /** What is planned for an account that is known only by its id and traits. */
  public List<Planned> plan(AccountId account, Traits traits) {
    List<Planned> planned = new ArrayList<>();
    for (Stage stage : stages) {
      if (belongs(stage, account, traits)) {
        planned.add(planned(account, traits, stage, Optional.empty()));
      } else if (stage.stack().except().matches(account, traits)) {
        planned.add(planned(account, traits, stage, Optional.of("left out by the manifest")));
      }
    }
    return planned;
  }

  /** Where a stack stands for an account, whether or not it belongs there. */
  public Optional<Planned> place(AccountId account, Traits traits, String stack) {
    return stages.stream()
        .filter(stage -> stage.stack().name().equals(stack))
        .findFirst()
        .map(stage -> planned(account, traits, stage, Optional.empty()));
  }

  private Planned planned(AccountId account, Traits traits, Stage stage, Optional<String> skip) {
    int wave = stage.gate() ? 0 : Waves.of(release.manifest().rollout(), account, traits);
    return new Planned(account, traits, stage, wave, skip);
  }

  private boolean belongs(Stage stage, AccountId account, Traits traits) {
    return release.places(stage.stack().name(), account, traits);
  }

  /**
   * One stack in one account.
   *
   * @param account the account
   * @param traits what is known of it
   * @param stage the stage it belongs to
   * @param wave the wave of that stage it belongs to, from 0
   * @param skip why it is not done; empty when it is
   */
  public record Planned(
      AccountId account, Traits traits, Stage stage, int wave, Optional<String> skip) {
    public Planned {
      Objects.requireNonNull(account);
      Objects.requireNonNull(traits);
      Objects.requireNonNull(stage);
      Objects.requireNonNull(skip);
    }

    /** The same, left out for that reason. */
    public Planned skipped(String reason) {
      return new Planned(account, traits, stage, wave, Optional.of(reason));
    }
  }
}
