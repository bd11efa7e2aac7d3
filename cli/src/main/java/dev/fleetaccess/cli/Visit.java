package dev.fleetaccess.cli;

import dev.fleetaccess.fleet.Access;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.fleet.SessionTerms;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.AccountCoverage.StackCoverage;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.reconcile.Guests;
import dev.fleetaccess.reconcile.LiveRole;
import dev.fleetaccess.reconcile.RoleDifference;
import dev.fleetaccess.reconcile.Roles;
import dev.fleetaccess.reconcile.StackState;
import dev.fleetaccess.reconcile.Stacks;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.RoleStack;
import dev.fleetaccess.release.WantedRole;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Enters the account by an access role, in a session that can only read, and looks. */
final class Visit implements Bedside {
  private static final SessionTerms READING =
      new SessionTerms(
          "FleetAccess-doctor",
          """
          {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*","Action":[\
          "cloudformation:DescribeStacks","iam:GetRole","iam:GetRolePolicy",\
          "iam:ListAttachedRolePolicies","iam:ListRolePolicies"]}]}\
          """);

  private final Access access;
  private final Stacks stacks;
  private final Roles roles;

  Visit(Access access, Stacks stacks, Roles roles) {
    this.access = Objects.requireNonNull(access);
    this.stacks = Objects.requireNonNull(stacks);
    this.roles = Objects.requireNonNull(roles);
  }

  @Override
  public Sight look(AccountId account, StackCoverage stack, Release release) {
    var ways = new LinkedHashSet<String>();
    stack.holding().flatMap(Holding::role).ifPresent(ways::add);
    ways.addAll(release.manifest().access());
    String refusal = "";
    for (String way : ways) {
      try {
        Session session = access.enter(account, way, READING);
        return seen(session, account, stack, release);
      } catch (RemoteFailure e) {
        refusal = e.failure().code() + ": " + e.failure().message();
      }
    }
    return new Sight(
        List.of(
            "It could not be looked into with your credentials, tried as "
                + String.join(", ", ways)
                + " ("
                + refusal
                + ")."),
        false);
  }

  private Sight seen(Session session, AccountId account, StackCoverage coverage, Release release) {
    List<String> seen = new ArrayList<>();
    boolean differs = false;
    String stack = coverage.stack();
    Traits traits =
        coverage
            .holding()
            .map(Holding::traits)
            .or(() -> coverage.item().map(Entry::traits))
            .orElse(Traits.NONE);
    try {
      RoleStack desired = release.stack(stack, account, traits);
      StackState state = stacks.observe(session, desired);
      seen.add(stack + ": " + words(state) + ".");
      differs = state instanceof StackState.Absent || state instanceof StackState.Broken;
      for (WantedRole wanted : release.roles(stack, account, traits)) {
        Optional<LiveRole> live = roles.read(session, wanted.name(), wanted.path());
        RoleDifference difference = RoleDifference.between(wanted, live);
        seen.add(difference.words() + ".");
        differs |= !difference.none();
        live.filter(role -> !role.trust().isEmpty())
            .ifPresent(role -> seen.add(role.name() + " lets in " + Guests.of(role.trust()) + "."));
      }
    } catch (RemoteFailure e) {
      seen.add("Looking ended with " + e.failure().code() + ": " + e.failure().message() + ".");
    }
    return new Sight(seen, differs);
  }

  private static String words(StackState state) {
    return switch (state) {
      case StackState.Absent absent -> "the stack is not there";
      case StackState.Settled settled -> "the stack is " + settled.status();
      case StackState.Busy busy -> "the stack is being changed, " + busy.status();
      case StackState.Broken broken -> "the stack is broken, " + broken.status();
    };
  }
}
