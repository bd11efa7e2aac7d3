package dev.fleetaccess.cli.deploy;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.RemoteFailure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks before the first deployment, one thing after the other; what cannot be told stops none. */
public final class DeployCheck {
  /** Where Organizations is hosted, by partition: events of the organization come out there. */
  private static final Map<String, String> HOMES =
      Map.of("aws", "us-east-1", "aws-us-gov", "us-gov-west-1", "aws-cn", "cn-northwest-1");

  /** 100 for the worker and 2 for the orchestrator, with room for what else runs there. */
  private static final int CONCURRENCY = 150;

  /** What the CDK app makes under fixed names. */
  private static final List<String> ROLES =
      List.of("FleetAccess-Orchestrator", "FleetAccess-Worker", "FleetAccess-Deployer");

  /** The stacks of the seeded release in this account, with the roles that they make. */
  private static final Map<String, String> ROLE_STACKS =
      Map.of(
          "FleetAccess-OrgReadOnly", "org-read-only-001",
          "FleetAccess-CloudTrailLake", "cloudtrail-lake-read-role");

  private final Premises premises;

  public DeployCheck(Premises premises) {
    this.premises = Objects.requireNonNull(premises);
  }

  /** How a line reads. */
  public enum Level {
    OK,
    WARNING,
    ERROR,
    UNKNOWN
  }

  /**
   * What was found of one thing.
   *
   * @param about the thing
   * @param words how it is, and what to do where it is not good
   */
  public record Line(Level level, String about, String words) {
    public Line {
      Objects.requireNonNull(level);
      Objects.requireNonNull(about);
      Objects.requireNonNull(words);
    }
  }

  /**
   * Looks at all of it.
   *
   * @param hub the security account, where it is named
   */
  public List<Line> lines(Optional<AccountId> hub) {
    return Stream.of(
            told("region", this::region),
            told("account", this::account),
            told("features", this::features),
            told("hub", () -> hub(hub)),
            told("trail", this::trail),
            told("concurrency", this::concurrency),
            told("stacks", this::stacks),
            told("roles", this::roles),
            elsewhere())
        .toList();
  }

  private static Line told(String about, Supplier<Line> look) {
    try {
      return look.get();
    } catch (RemoteFailure e) {
      return new Line(
          Level.UNKNOWN,
          about,
          "cannot be told here: " + e.failure().code() + ": " + e.failure().message());
    }
  }

  private Line region() {
    String home = HOMES.getOrDefault(premises.partition(), "");
    if (home.isEmpty()) {
      return new Line(
          Level.ERROR,
          "region",
          "FleetAccess knows no home of Organizations in the partition " + premises.partition());
    }
    return premises.region().equals(home)
        ? ok("region", home + ", where Organizations tells its events")
        : new Line(
            Level.ERROR,
            "region",
            premises.region()
                + " does not get the organization's events: set AWS_REGION="
                + home
                + " and bootstrap CDK there");
  }

  private Line account() {
    AccountId management = premises.organization().management();
    return premises.caller().equals(management)
        ? ok("account", management + " is the management account")
        : new Line(
            Level.ERROR,
            "account",
            premises.caller()
                + " is not the management account: deploy with credentials of "
                + management);
  }

  private Line features() {
    return premises.organization().allFeatures()
        ? ok("features", "all features of the organization are enabled")
        : new Line(
            Level.ERROR,
            "features",
            "the organization has consolidated billing only: enable all features in Organizations,"
                + " or conditions by organization and control policies mean nothing");
  }

  private Line hub(Optional<AccountId> named) {
    if (named.isEmpty()) {
      return new Line(Level.WARNING, "hub", "not looked at: name the security account by --hub ID");
    }
    AccountId hub = named.get();
    if (premises.organization().management().equals(hub)) {
      return new Line(
          Level.ERROR,
          "hub",
          hub + " is the management account: take a member, since no control policy holds here");
    }
    Optional<String> state = premises.stateOf(hub);
    if (state.isEmpty()) {
      return new Line(Level.ERROR, "hub", hub + " is not in the organization: invite it first");
    }
    return state.get().equals("ACTIVE")
        ? ok("hub", hub + " is an active member")
        : new Line(Level.ERROR, "hub", hub + " is " + state.get() + ": it must be ACTIVE");
  }

  private Line trail() {
    return premises.trails().stream()
        .filter(Premises.Trail::tells)
        .findFirst()
        .map(trail -> ok("trail", trail.name() + " records management writes here"))
        .orElseGet(
            () ->
                new Line(
                    Level.ERROR,
                    "trail",
                    "none records management writes here, so EventBridge is told of no account that"
                        + " joins: deploy with -c trail=true, or switch one on"));
  }

  private Line concurrency() {
    int limit = premises.concurrency();
    return limit >= CONCURRENCY
        ? ok("concurrency", limit + " invocations at once")
        : new Line(
            Level.WARNING,
            "concurrency",
            limit
                + " invocations at once, and the worker may take 100: ask Service Quotas for "
                + CONCURRENCY
                + " (Lambda, concurrent executions), or large rollouts crawl");
  }

  private Line stacks() {
    Optional<String> own = premises.stack("FleetAccess");
    if (own.isPresent()) {
      return new Line(
          Level.WARNING,
          "stacks",
          "FleetAccess stands here already ("
              + own.get()
              + "): a deployment changes it; `npx cdk diff` says how");
    }
    List<String> left =
        ROLE_STACKS.keySet().stream()
            .sorted()
            .filter(name -> premises.stack(name).isPresent())
            .toList();
    return left.isEmpty()
        ? ok("stacks", "none of our names stands here")
        : new Line(
            Level.WARNING,
            "stacks",
            "left from an earlier deployment, and taken further: " + String.join(", ", left));
  }

  private Line roles() {
    List<String> taken = ROLES.stream().flatMap(name -> premises.role(name).stream()).toList();
    if (taken.isEmpty()) {
      return rolesOfTheRelease();
    }
    boolean ours = premises.stack("FleetAccess").isPresent();
    return new Line(
        ours ? Level.OK : Level.ERROR,
        "roles",
        String.join(", ", taken)
            + (ours
                ? " belong to the stack FleetAccess"
                : " stand here already, and the deployment would fail of it: remove them first"));
  }

  /** The first release refuses to take a role over unless it is told to. */
  private Line rolesOfTheRelease() {
    List<String> foreign =
        ROLE_STACKS.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .filter(made -> premises.stack(made.getKey()).isEmpty())
            .flatMap(made -> premises.role(made.getValue()).stream())
            .toList();
    return foreign.isEmpty()
        ? ok("roles", "none of our names stands here")
        : new Line(
            Level.WARNING,
            "roles",
            String.join(", ", foreign)
                + ": stands here already, and the first release would stop at it: remove it, or"
                + " write `adopt: true` at its stack in templates/fleet.yaml");
  }

  /** These credentials do not reach into the other accounts. */
  private static Line elsewhere() {
    return new Line(
        Level.UNKNOWN,
        "elsewhere",
        "the hub's and the members' accounts are not looked at. With credentials of the hub:"
            + " aws iam get-role --role-name hub-001; of a member: aws iam get-role --role-name"
            + " spoke-001. A role that stands there is refused with its differences, and left as it"
            + " is, unless its stack says `adopt: true`");
  }

  private static Line ok(String about, String words) {
    return new Line(Level.OK, about, words);
  }
}
