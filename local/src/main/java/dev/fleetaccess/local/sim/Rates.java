package dev.fleetaccess.local.sim;

import dev.fleetaccess.local.sim.base.Rate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many calls a second the services take, by service and operation, per account (for
 * CloudFormation per account and region).
 *
 * @param byOperation keys such as {@code organizations:ListAccounts}; {@code sts:*} is one bucket
 *     for all operations
 */
public record Rates(Map<String, Rate> byOperation) {
  public Rates {
    byOperation = Map.copyOf(byOperation);
  }

  /** No limits. */
  public static Rates unlimited() {
    return new Rates(Map.of());
  }

  /**
   * What AWS publishes: "Quotas and service limits for AWS Organizations" (rate and burst), "IAM
   * and STS quotas", "CloudFormation endpoints and quotas" (rates; a burst of two seconds is
   * assumed).
   */
  public static Rates published() {
    var rates = new HashMap<String, Rate>();
    rates.put("organizations:ListAccounts", new Rate(8, 12));
    for (var each :
        new String[] {"ListAccountsForParent", "ListParents", "ListOrganizationalUnitsForParent"}) {
      rates.put("organizations:" + each, new Rate(5, 8));
    }
    rates.put("organizations:ListChildren", new Rate(6, 10));
    rates.put("organizations:DescribeAccount", new Rate(20, 30));
    rates.put("organizations:DescribeOrganization", new Rate(1, 2));
    rates.put("organizations:ListRoots", new Rate(1, 2));
    rates.put("organizations:DescribeOrganizationalUnit", new Rate(2, 2));
    rates.put("organizations:ListTagsForResource", new Rate(10, 15));
    rates.put("organizations:DescribeCreateAccountStatus", new Rate(2, 2));
    rates.put("organizations:CreateAccount", new Rate(0.1, 3));
    rates.put("organizations:CloseAccount", new Rate(0.05, 1));
    rates.put("organizations:MoveAccount", new Rate(2, 3));
    rates.put("sts:*", new Rate(600, 600));
    for (var each :
        new String[] {
          "CreateStack",
          "UpdateStack",
          "DeleteStack",
          "CreateChangeSet",
          "DescribeChangeSet",
          "ExecuteChangeSet",
          "ContinueUpdateRollback",
          "ValidateTemplate",
          "GetTemplateSummary",
          "UpdateTerminationProtection"
        }) {
      rates.put("cloudformation:" + each, new Rate(2, 4));
    }
    for (var each :
        new String[] {
          "DescribeStacks",
          "DescribeStackEvents",
          "DescribeStackResources",
          "ListStacks",
          "GetTemplate"
        }) {
      rates.put("cloudformation:" + each, new Rate(10, 20));
    }
    return new Rates(rates);
  }

  /** The key of the bucket an operation draws from; empty when it is not limited. */
  Optional<String> bucket(String service, String operation) {
    var own = service + ":" + operation;
    if (byOperation.containsKey(own)) {
      return Optional.of(own);
    }
    return Optional.of(service + ":*").filter(byOperation::containsKey);
  }
}
