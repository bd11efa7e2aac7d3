package dev.fleetaccess.local.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The files of the role repository, as they are pushed in a rehearsal. */
final class RoleFiles {
  /** An action that the changed spoke has beside those of the first. */
  private static final String READ = "                  - lambda:GetPolicy\n";

  /**
   * One more that a pattern of the first allows already: the guard lets no release widen access.
   */
  private static final String READ_MORE = READ + "                  - iam:GetRole\n";

  /** A managed policy that the company keeps in its accounts. */
  static final String COMPANY_POLICY = "Company";

  /** A stack that some accounts have for a while. */
  static final String AUDIT_STACK = "FleetAccess-Audit";

  private static final String BOUNDARY =
      "      PermissionsBoundary: !Sub"
          + " \"arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/FleetAccess-Boundary\"\n";

  /** Likewise about the role of that stack. */
  private static final String GAINED_ROLE =
      "allow: [{finding: 8f5d6b8316377005, reason: the auditors ask for it}]";

  private static final String TEAM = "  Team:\n    Type: String\n    Default: none\n";
  private static final String DESCRIBED =
      "      Description: Reads this account's configuration for the hub role.\n";
  private static final String DESCRIBED_TEAM =
      "      Description: !Sub \"Reads this account's configuration for the hub role, team"
          + " ${Team}.\"\n";
  private static final String PATH = "      Path: /security/\n";
  private static final String NEEDS =
      "      ManagedPolicyArns:\n"
          + "        - !Sub \"arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/"
          + COMPANY_POLICY
          + "\"\n";

  /** The guard's finding about just that, which people who want it allow by its number. */
  private static final String GAINED =
      "allow: [{finding: 61c858148ee2b262, reason: the company asks for it}]";

  /** A managed policy that a release brings itself. */
  static final String BROUGHT_POLICY = "Brought";

  private static final String BROUGHT =
      """
      Resources:
        Brought:
          Type: AWS::IAM::ManagedPolicy
          Properties:
            ManagedPolicyName: Brought
            PolicyDocument:
              Version: "2012-10-17"
              Statement: {Effect: Deny, Action: "ec2:*", Resource: "*"}
      """;

  private final Map<String, String> files;

  private RoleFiles(Map<String, String> files) {
    this.files = files;
  }

  /**
   * Reads a folder. All accounts go at once, as the targets say, and many may fail: what is
   * rehearsed is that each comes to its end, not that the rollout halts.
   *
   * @throws IllegalStateException when the manifest is not as expected
   */
  static RoleFiles read(Path folder) {
    Map<String, String> files = new TreeMap<>();
    try (var paths = Files.list(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(path.getFileName().toString(), Files.readString(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var read = new RoleFiles(files);
    return read.with("fleet.yaml", "atOnce: {percent: 20}", "atOnce: all")
        .with("fleet.yaml", "tolerance: {percent: 5}", "tolerance: {percent: 60}");
  }

  /** The same, taking over roles of the name that stand there. */
  RoleFiles adopting() {
    return with("fleet.yaml", "adopt: false", "adopt: true");
  }

  /** The same with a spoke that some accounts cannot have, and the brakes on. */
  RoleFiles demanding() {
    return needing().braking();
  }

  /** The same with a policy beside the spoke, whose name may be taken. */
  RoleFiles bringing() {
    return with("spoke-role.yaml", "Resources:\n", BROUGHT);
  }

  /** The same with the brakes on. */
  RoleFiles braking() {
    return with("fleet.yaml", "atOnce: all", "atOnce: {percent: 20}")
        .with("fleet.yaml", "tolerance: {percent: 60}", "tolerance: {percent: 5}");
  }

  /** The same with a spoke that needs what accounts may lack; how it spreads stays as it is. */
  RoleFiles needing() {
    return with("fleet.yaml", "allow: []", GAINED).with("spoke-role.yaml", PATH, PATH + NEEDS);
  }

  /**
   * The same, spreading otherwise.
   *
   * @param waves the waves, in YAML
   * @param atOnce how many at once, in YAML
   * @param tolerance how many may fail, in YAML
   */
  RoleFiles spreading(String waves, String atOnce, String tolerance) {
    return with("fleet.yaml", "waves: [{percent: 100}]", "waves: " + waves)
        .with("fleet.yaml", "atOnce: all", "atOnce: " + atOnce)
        .with("fleet.yaml", "tolerance: {percent: 60}", "tolerance: " + tolerance);
  }

  /** The same with waves that do not reach everybody: it is refused. */
  RoleFiles refused() {
    return with("fleet.yaml", "waves: [{percent: 100}]", "waves: [{percent: 50}]");
  }

  /** The same with a rest between waves. */
  RoleFiles resting(String bake) {
    return with("fleet.yaml", "bake: 0m", "bake: " + bake);
  }

  /** The same, taken back by itself where it halts. */
  RoleFiles takenBack() {
    return with("fleet.yaml", "onHalt: stay", "onHalt: rollback");
  }

  /** The same with a spoke that says something else, so that every account is written. */
  RoleFiles saying(String words) {
    return with("spoke-role.yaml", "for the hub role.\n", "for the hub role, " + words + ".\n");
  }

  /**
   * The same with a spoke that names its account's team, and without some accounts.
   *
   * @param overrides whose team is another, in YAML
   * @param except who is left out, and loses what stands there, in YAML
   */
  RoleFiles teams(String overrides, String except) {
    return with("spoke-role.yaml", "Parameters:\n", "Parameters:\n" + TEAM)
        .with("spoke-role.yaml", DESCRIBED, DESCRIBED_TEAM)
        .with("fleet.yaml", "    parameters: {}", "    parameters: {Team: none}")
        .with("fleet.yaml", "overrides: []", "overrides: " + overrides)
        .with("fleet.yaml", "except: {accounts: [], units: [], tags: {}}", "except: " + except)
        .with("fleet.yaml", "    onExit: retain", "    onExit: delete");
  }

  /**
   * The same with one more stack, which goes when its entry goes.
   *
   * @param except who does not have it, in YAML
   */
  RoleFiles withAudit(String except) {
    String entry =
        "\n  - name: "
            + AUDIT_STACK
            + "\n    template: audit-role.yaml\n    in: spokes\n    onRemove: delete\n    except: "
            + except
            + "\n\nrollout:\n";
    Map<String, String> more = new TreeMap<>(files);
    more.put("audit-role.yaml", files.get("org-read-only-role.yaml"));
    return new RoleFiles(more)
        .with("audit-role.yaml", "RoleName: org-read-only-001", "RoleName: audit-001")
        .with("audit-role.yaml", BOUNDARY, "")
        .with("fleet.yaml", "allow: []", GAINED_ROLE)
        .with("fleet.yaml", "\nrollout:\n", entry);
  }

  /** The same with another spoke. */
  RoleFiles changed() {
    return with("spoke-role.yaml", READ, READ_MORE);
  }

  /** The files by name. */
  Map<String, String> files() {
    return files;
  }

  private RoleFiles with(String file, String text, String other) {
    Map<String, String> more = new TreeMap<>(files);
    String before = more.getOrDefault(file, "");
    if (!before.contains(text)) {
      throw new IllegalStateException(file + " no longer says '" + text.strip() + "'");
    }
    more.put(file, before.replace(text, other));
    return new RoleFiles(more);
  }
}
