package dev.fleetaccess.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.SampleReleases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Releases to examine, and what is true around them when nothing is wrong. */
final class Examples {
  static final Set<String> DEPLOYED =
      Set.of("OrganizationAccountAccessRole", "AWSControlTowerExecution");
  static final String HUB_ROOT = "!Sub \"arn:${AWS::Partition}:iam::${HubAccountId}:root\"";
  static final String HUB_ROLE =
      "!Sub \"arn:${AWS::Partition}:iam::${HubAccountId}:role/security/hub-001\"";
  static final String BOUNDARY =
      "!Sub \"arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/FleetAccess-Boundary\"";

  /** A policy that nothing is to be said about. */
  static final String DENIAL =
      "{Statement: {Effect: Deny, Action: 's3:ListBucket', Resource: '*'}}";

  private Examples() {}

  static List<Finding> examine(Release release) {
    return examine(release, Optional.empty(), surroundings());
  }

  /** What is found beside the warning that the project's own manifest gives. */
  static List<Finding> examine(
      Release release, Optional<Release> current, Surroundings surroundings) {
    return Guard.examine(release, current, surroundings).stream()
        .filter(finding -> !finding.id().equals("hub-compute-service"))
        .toList();
  }

  static Release release(Map<String, String> files) {
    return SampleReleases.release(SampleReleases.commit('e'), files);
  }

  static Surroundings surroundings() {
    return new Surroundings(SampleReleases.FACTS, hub(AccountState.ACTIVE), DEPLOYED);
  }

  static Optional<Account> hub(AccountState state) {
    return Optional.of(new Account(SampleReleases.HUB, "security", state, Optional.empty()));
  }

  static Optional<Account> other() {
    return Optional.of(
        new Account(new AccountId("333333333333"), "other", AccountState.ACTIVE, Optional.empty()));
  }

  static void edit(Map<String, String> files, String file, String from, String to) {
    assertThat(files.get(file)).as("what the row edits").contains(from);
    files.compute(file, (name, text) -> text.replace(from, to));
  }
}
