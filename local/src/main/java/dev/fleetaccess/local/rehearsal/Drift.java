package dev.fleetaccess.local.rehearsal;

import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.iam.AccountIam;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What somebody changes on a role beside CloudFormation. */
final class Drift {
  private static final String ROLE = Hands.ROLE;
  private static final String BY_HAND = "by-hand";
  private static final PolicyDocument FOREIGN_TRUST =
      PolicyDocument.parse(
          """
          {"Version": "2012-10-17",
           "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}]}
          """);
  private static final PolicyDocument FOREIGN_POLICY =
      PolicyDocument.parse(
          """
          {"Version": "2012-10-17",
           "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}
          """);
  private static final Duration OTHER_SESSION = Duration.ofHours(2);

  private final SimulatedOrganization world;

  /** By their names. */
  private final List<Change> changes =
      List.of(
          new Change("trust replaced", (iam, id) -> iam.updateTrust(ROLE, FOREIGN_TRUST)),
          new Change("trust names a role that is gone", this::orphan),
          new Change(
              "inline policy added", (iam, id) -> iam.putPolicy(ROLE, BY_HAND, FOREIGN_POLICY)),
          new Change(
              "inline policy changed",
              (iam, id) -> iam.putPolicy(ROLE, inline(iam), FOREIGN_POLICY)),
          new Change("inline policy deleted", (iam, id) -> iam.deletePolicy(ROLE, inline(iam))),
          new Change("managed policy attached", (iam, id) -> iam.attach(ROLE, Hands.READ_ONLY)),
          new Change("boundary set", (iam, id) -> iam.bound(ROLE, Optional.of(Hands.READ_ONLY))),
          new Change(
              "session duration changed",
              (iam, id) -> iam.update(ROLE, iam.role(ROLE).spec().description(), OTHER_SESSION)),
          new Change("tag changed", (iam, id) -> retag(iam)),
          new Change("role deleted", (iam, id) -> remove(iam)),
          new Change("role made anew under another path", (iam, id) -> move(iam)));

  Drift(SimulatedOrganization world) {
    this.world = Objects.requireNonNull(world);
  }

  /** How many kinds of it there are. */
  int kinds() {
    return changes.size();
  }

  /** The policy that is on the role then and was not before. */
  Optional<String> policy(int kind) {
    return switch (changes.get(kind).name) {
      case "inline policy added" -> Optional.of(BY_HAND);
      case "managed policy attached" -> Optional.of(Hands.READ_ONLY);
      default -> Optional.empty();
    };
  }

  /**
   * Changes the account's role.
   *
   * @return what was done
   */
  String change(int kind, String account) {
    Change change = changes.get(kind);
    change.what.on(world.iam().account(account), account);
    return change.name;
  }

  private void orphan(AccountIam iam, String account) {
    var gone = iam.create(RoleSpec.of("gone-001", FOREIGN_TRUST), Duration.ZERO);
    iam.updateTrust(
        ROLE,
        PolicyDocument.parse(
            """
            {"Version": "2012-10-17",
             "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "%s"}}]}
            """
                .formatted(gone.arn())));
    iam.delete("gone-001");
  }

  private static String inline(AccountIam iam) {
    return iam.role(ROLE).spec().inline().keySet().iterator().next();
  }

  private static void retag(AccountIam iam) {
    var tags = new TreeMap<>(iam.role(ROLE).spec().tags());
    tags.replaceAll((key, value) -> "by hand");
    iam.retag(ROLE, tags);
  }

  private static void remove(AccountIam iam) {
    var spec = iam.role(ROLE).spec();
    List.copyOf(spec.attached()).forEach(arn -> iam.detach(ROLE, arn));
    List.copyOf(spec.inline().keySet()).forEach(name -> iam.deletePolicy(ROLE, name));
    iam.delete(ROLE);
  }

  /** The console makes roles under no other path than this. */
  private static void move(AccountIam iam) {
    remove(iam);
    iam.create(RoleSpec.of(ROLE, FOREIGN_TRUST).at("/"), Duration.ZERO);
  }

  private record Change(String name, What what) {}

  private interface What {
    void on(AccountIam iam, String account);
  }
}
