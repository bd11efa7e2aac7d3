package dev.fleetaccess.release;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a session in an account may do at most, whatever the access role may: keep the stacks that
 * the releases declare there, and through CloudFormation the roles and policies that these make.
 * Beside that it reads those roles, and takes off them what their templates do not name.
 */
public final class SessionPolicy {
  /** The longest session policy that AssumeRole takes, in characters: a quota. */
  public static final int LONGEST = 2_048;

  private static final List<String> ON_STACKS =
      List.of(
          "cloudformation:ContinueUpdateRollback",
          "cloudformation:CreateChangeSet",
          "cloudformation:CreateStack",
          "cloudformation:DeleteStack",
          "cloudformation:Describe*",
          "cloudformation:ExecuteChangeSet",
          "cloudformation:TagResource",
          "cloudformation:UntagResource",
          "cloudformation:UpdateStack",
          "cloudformation:UpdateTerminationProtection");

  private static final List<String> ON_ROLES =
      List.of(
          "iam:DeleteRolePolicy",
          "iam:DetachRolePolicy",
          "iam:GetRolePolicy",
          "iam:ListAttachedRolePolicies",
          "iam:ListInstanceProfilesForRole",
          "iam:ListRolePolicies",
          "iam:ListRoleTags");

  /** What only CloudFormation does in our name; no role may be passed to anybody. */
  private static final List<String> ON_ROLES_BY_CLOUDFORMATION =
      List.of(
          "iam:AttachRolePolicy",
          "iam:CreateRole",
          "iam:DeleteRole",
          "iam:DeleteRolePermissionsBoundary",
          "iam:PutRolePermissionsBoundary",
          "iam:PutRolePolicy",
          "iam:TagRole",
          "iam:UntagRole",
          "iam:UpdateAssumeRolePolicy",
          "iam:UpdateRole",
          "iam:UpdateRoleDescription");

  private static final List<String> ON_POLICIES_BY_CLOUDFORMATION =
      List.of(
          "iam:CreatePolicy",
          "iam:CreatePolicyVersion",
          "iam:DeletePolicy",
          "iam:DeletePolicyVersion",
          "iam:GetPolicy",
          "iam:GetPolicyVersion",
          "iam:ListEntitiesForPolicy",
          "iam:ListPolicyVersions",
          "iam:TagPolicy",
          "iam:UntagPolicy");

  private SessionPolicy() {}

  /** {@link #of(AccountId, Traits, Collection)} for an account of which only the id is known. */
  public static String of(AccountId account, Collection<Release> releases) {
    return of(account, Traits.NONE, releases);
  }

  /**
   * The policy for an account, JSON. Where it would be too long, roles are named by their paths,
   * then managed policies likewise, then stacks by the beginning of their names.
   *
   * @param traits what is known of the account
   * @param releases the release that is brought, and the one whose stacks stand there: what the new
   *     one no longer makes has to be removed
   */
  public static String of(AccountId account, Traits traits, Collection<Release> releases) {
    var narrowing = new Release.Narrowing(account, traits, List.copyOf(releases));
    return releases.isEmpty()
        ? make(narrowing)
        : narrowing.releases().getFirst().sessionPolicy(narrowing);
  }

  /**
   * Made for the releases together, or, where that is too long for AssumeRole, for the first of
   * them alone: a session that can be opened and leaves something behind is better than none.
   */
  static String make(Release.Narrowing narrowing) {
    String together = together(narrowing);
    return together.length() <= LONGEST || narrowing.releases().size() == 1
        ? together
        : together(narrowing.ofFirst());
  }

  /**
   * How long the policy for an account comes to at the least, in characters, where all of these
   * releases count.
   */
  public static int length(AccountId account, Collection<Release> releases) {
    return together(new Release.Narrowing(account, Traits.NONE, List.copyOf(releases))).length();
  }

  private static String together(Release.Narrowing narrowing) {
    AccountId account = narrowing.account();
    SortedSet<String> stacks = new TreeSet<>();
    SortedSet<String> anyStack = new TreeSet<>();
    var resources = new ArrayList<StackResources>();
    for (Release release : narrowing.releases()) {
      anyStack.add(stackArn(release, account, StackEntryReader.PREFIX + "*"));
      // Every stack and not only those that belong there: an account may have become an exception.
      for (Manifest.Stack stack : release.manifest().stacks()) {
        if (release.mayHold(stack, account)) {
          stacks.add(stackArn(release, account, stack.name() + "/*"));
          resources.add(new StackResources(release, stack, account, narrowing.traits()));
        }
      }
    }
    SortedSet<String> anywhere = all(resources, StackResources::anywhere);
    SortedSet<String> roles = all(resources, StackResources::roles);
    SortedSet<String> policies = all(resources, StackResources::policies);
    String exact = json(stacks, anywhere, roles, policies);
    if (exact.length() <= LONGEST) {
      return exact;
    }
    SortedSet<String> anyRole = new TreeSet<>();
    anywhere.stream().limit(1).map(SessionPolicy::anyRole).forEach(anyRole::add);
    SortedSet<String> rolePaths = all(resources, StackResources::rolePaths);
    String byRolePath = json(stacks, anyRole, rolePaths, policies);
    if (byRolePath.length() <= LONGEST) {
      return byRolePath;
    }
    SortedSet<String> policyPaths = all(resources, StackResources::policyPaths);
    String byPath = json(stacks, anyRole, rolePaths, policyPaths);
    return byPath.length() <= LONGEST ? byPath : json(anyStack, anyRole, rolePaths, policyPaths);
  }

  private static SortedSet<String> all(
      List<StackResources> resources, Function<StackResources, SortedSet<String>> what) {
    return resources.stream()
        .flatMap(one -> what.apply(one).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The resources of a stack that no session policy covers, each with the reason.
   *
   * @throws IllegalArgumentException when the manifest has no stack of that name
   */
  public static List<Finding> uncovered(Release release, String stack, AccountId account) {
    Manifest.Stack declared = release.manifest().stack(stack).orElseThrow();
    Template template = release.template(stack);
    SequencedSet<Finding> findings = new LinkedHashSet<>();
    for (var one : new StackResources(release, declared, account, Traits.NONE).uncovered()) {
      findings.add(
          Finding.error(
              "session-policy-uncovered",
              template.file(),
              one.resource().line(),
              "'"
                  + one.resource().id()
                  + "' "
                  + one.why()
                  + ", so the sessions that FleetAccess enters accounts by could not write it:"
                  + " write names plainly, and attach policies to roles of the same template."));
    }
    template.parameters().values().stream()
        .filter(parameter -> parameter.type().startsWith("AWS::SSM::"))
        .forEach(
            parameter ->
                findings.add(
                    Finding.error(
                        "session-policy-uncovered",
                        template.file(),
                        parameter.line(),
                        "A parameter of the type "
                            + parameter.type()
                            + " is read from the account, which the sessions that FleetAccess"
                            + " enters accounts by may not: set the value in the manifest.")));
    return List.copyOf(findings);
  }

  private static String anyRole(String one) {
    return one.substring(0, one.indexOf('/') + 1) + "*";
  }

  private static String stackArn(Release release, AccountId account, String name) {
    return "arn:%s:cloudformation:%s:%s:stack/%s"
        .formatted(release.facts().partition(), release.manifest().region(), account, name);
  }

  private static String json(
      SortedSet<String> stacks,
      SortedSet<String> anywhere,
      SortedSet<String> roles,
      SortedSet<String> policies) {
    ObjectNode policy = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
    ArrayNode statements = policy.putArray("Statement");
    add(statements, ON_STACKS, stacks, false);
    // Which stack holds a role is asked by the role's name, whatever stack that is.
    add(
        statements,
        List.of("cloudformation:DescribeStackResources"),
        new TreeSet<>(List.of("*")),
        false);
    // A role of the name may stand under another path; one that is gone is asked for without any.
    add(statements, List.of("iam:GetRole"), anywhere, false);
    add(statements, ON_ROLES, roles, false);
    add(statements, ON_ROLES_BY_CLOUDFORMATION, roles, true);
    add(statements, ON_POLICIES_BY_CLOUDFORMATION, policies, true);
    return policy.toString();
  }

  private static void add(
      ArrayNode statements, List<String> actions, SortedSet<String> resources, boolean called) {
    if (resources.isEmpty()) {
      return;
    }
    ObjectNode statement = statements.addObject().put("Effect", "Allow");
    ArrayNode action = statement.putArray("Action");
    new ArrayList<>(actions).forEach(action::add);
    ArrayNode resource = statement.putArray("Resource");
    resources.forEach(resource::add);
    if (called) {
      statement
          .putObject("Condition")
          .putObject("ForAnyValue:StringEquals")
          .put("aws:CalledVia", "cloudformation.amazonaws.com");
    }
  }
}
