package dev.fleetaccess.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.fleet.Access;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import dev.fleetaccess.fleet.SessionTerms;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.ledger.AccountCoverage.StackCoverage;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
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
import java.util.TreeSet;

/** Enters the account by an access role, in a session that can only read, and looks. */
final class Visit implements Bedside {
  private static final ObjectMapper JSON = new ObjectMapper();
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
  public List<String> look(AccountId account, StackCoverage stack, Release release) {
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
    return List.of(
        "It could not be looked into with your credentials, tried as "
            + String.join(", ", ways)
            + " ("
            + refusal
            + ").");
  }

  private List<String> seen(
      Session session, AccountId account, StackCoverage coverage, Release release) {
    List<String> seen = new ArrayList<>();
    String stack = coverage.stack();
    Traits traits =
        coverage
            .holding()
            .map(Holding::traits)
            .or(() -> coverage.item().map(Entry::traits))
            .orElse(Traits.NONE);
    try {
      RoleStack desired = release.stack(stack, account, traits);
      seen.add(stack + ": " + words(stacks.observe(session, desired)) + ".");
      for (WantedRole wanted : release.roles(stack, account, traits)) {
        Optional<LiveRole> live = roles.read(session, wanted.name());
        seen.add(RoleDifference.between(wanted, live).words() + ".");
        live.filter(role -> !role.trust().isEmpty())
            .ifPresent(
                role -> seen.add(role.name() + " lets in " + principals(role.trust()) + "."));
      }
    } catch (RemoteFailure e) {
      seen.add("Looking ended with " + e.failure().code() + ": " + e.failure().message() + ".");
    }
    return seen;
  }

  private static String words(StackState state) {
    return switch (state) {
      case StackState.Absent absent -> "the stack is not there";
      case StackState.Settled settled -> "the stack is " + settled.status();
      case StackState.Busy busy -> "the stack is being changed, " + busy.status();
      case StackState.Broken broken -> "the stack is broken, " + broken.status();
    };
  }

  private static String principals(String trust) {
    try {
      var found = new TreeSet<String>();
      collect(JSON.readTree(trust).findValues("Principal"), found);
      return found.isEmpty() ? "nobody" : String.join(", ", found);
    } catch (JsonProcessingException e) {
      return "somebody that cannot be read";
    }
  }

  private static void collect(Iterable<JsonNode> nodes, TreeSet<String> found) {
    for (JsonNode node : nodes) {
      if (node.isTextual()) {
        found.add(node.asText());
      } else {
        collect(node, found);
      }
    }
  }
}
