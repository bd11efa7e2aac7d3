package dev.fleetaccess.infra;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a person may choose at deployment, each by {@code -c name=value}.
 *
 * @param hub account id of the security account; needed to deploy, not to synthesize
 * @param partition where FleetAccess stands; {@code region} names its Organizations home region
 * @param repository name of the role repository in CodeCommit
 * @param repositoryRegion region of the role repository
 * @param branch branch of the role repository that is rolled out
 * @param controlTowerRegion home region of Control Tower
 * @param accessRoles names of the roles by which member accounts may be entered
 * @param email address that is told of alarms
 * @param trail whether to make a CloudTrail trail, for a management account that has none
 * @param table name of the ledger's table
 * @param approvals how many people have to approve a pull request to the branch; 0 for no rule
 * @param rateShare percent of AWS's published rates of Organizations and STS that is used
 */
record Settings(
    Optional<String> hub,
    Partition partition,
    String repository,
    String repositoryRegion,
    String branch,
    String controlTowerRegion,
    List<String> accessRoles,
    Optional<String> email,
    boolean trail,
    String table,
    int approvals,
    int rateShare) {

  /** Roles that Organizations and Control Tower make in an account that they create. */
  static final List<String> USUAL_ACCESS_ROLES =
      List.of("OrganizationAccountAccessRole", "AWSControlTowerExecution");

  private static final Rule ACCOUNT = new Rule("\\d{12}", "an account id of 12 digits");
  private static final Rule REGION =
      new Rule("[a-z]{2}(-[a-z]+)+-\\d", "a region such as eu-central-1");
  private static final Rule REPOSITORY =
      new Rule("[\\w.-]{1,100}", "1 to 100 letters, digits, '.', '_' or '-'");
  private static final Rule BRANCH =
      new Rule("[\\w][\\w./-]{0,255}", "a branch name, without refs/heads/");
  private static final Rule ROLE =
      new Rule("[\\w+=.@-]{1,64}", "an IAM role name without its path");
  private static final Rule EMAIL = new Rule("[^@\\s]+@[^@\\s]+\\.[^@\\s]+", "an e-mail address");
  private static final Rule TABLE =
      new Rule("[\\w.-]{3,255}", "3 to 255 letters, digits, '.', '_' or '-'");
  private static final Rule PERCENT = new Rule("[1-9]\\d?|100", "a percent from 1 to 100");
  private static final Rule APPROVALS = new Rule("\\d", "a number from 0 to 9");
  private static final Rule SWITCH = new Rule("true|false", "true or false");

  Settings {
    hub.ifPresent(id -> ACCOUNT.check("hub", id));
    REPOSITORY.check("repository", repository);
    BRANCH.check("branch", branch);
    if (branch.startsWith("refs/")) {
      throw new InvalidSetting("branch=" + branch + ": give " + BRANCH.wanted() + ".");
    }
    inPartition("repositoryRegion", repositoryRegion, partition);
    inPartition("controlTowerRegion", controlTowerRegion, partition);
    accessRoles = List.copyOf(accessRoles);
    if (accessRoles.isEmpty()) {
      throw new InvalidSetting("accessRoles is empty: give at least one role name.");
    }
    accessRoles.forEach(role -> ROLE.check("accessRoles", role));
    email.ifPresent(address -> EMAIL.check("email", address));
    TABLE.check("table", table);
  }

  /**
   * Reads the settings from CDK's context.
   *
   * @param context the value of a key, empty when it was not given
   * @throws InvalidSetting naming the setting, its value and what is allowed
   */
  static Settings from(Function<String, Optional<String>> context) {
    Function<String, Optional<String>> given =
        key -> context.apply(key).map(String::strip).filter(value -> !value.isEmpty());
    Partition partition =
        Partition.atHomeIn(given.apply("region").orElse(Partition.COMMERCIAL.homeRegion()));
    String trail = given.apply("trail").orElse("false");
    SWITCH.check("trail", trail);
    return new Settings(
        given.apply("hub"),
        partition,
        given.apply("repository").orElse("fleet-access"),
        given.apply("repositoryRegion").orElse(partition.homeRegion()),
        given.apply("branch").orElse("main"),
        given.apply("controlTowerRegion").orElse(partition.homeRegion()),
        given.apply("accessRoles").map(Settings::list).orElse(USUAL_ACCESS_ROLES),
        given.apply("email"),
        Boolean.parseBoolean(trail),
        given.apply("table").orElse("fleet-access"),
        number("approvals", given.apply("approvals").orElse("1"), APPROVALS),
        number("rateShare", given.apply("rateShare").orElse("75"), PERCENT));
  }

  /** The region of the main stack. */
  String region() {
    return partition.homeRegion();
  }

  private static int number(String name, String value, Rule rule) {
    rule.check(name, value);
    return Integer.parseInt(value);
  }

  private static List<String> list(String value) {
    return Arrays.stream(value.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static void inPartition(String name, String region, Partition partition) {
    REGION.check(name, region);
    if (Partition.of(region) != partition) {
      throw new InvalidSetting(
          "%s=%s: not in the partition of %s (%s)."
              .formatted(name, region, partition.homeRegion(), partition.id()));
    }
  }

  private record Rule(Pattern pattern, String wanted) {
    Rule(String pattern, String wanted) {
      this(Pattern.compile(pattern), wanted);
    }

    void check(String name, String value) {
      if (!pattern.matcher(value).matches()) {
        throw new InvalidSetting("%s=%s: give %s.".formatted(name, value, wanted));
      }
    }
  }
}
