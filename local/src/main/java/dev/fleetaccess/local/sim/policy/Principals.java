package dev.fleetaccess.local.sim.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.sim.base.Arn;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.base.Json;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The principal element of a statement.
 *
 * @param anyone whether it is {@code "*"}
 * @param aws accounts, their roots, unique ids and session ARNs
 * @param services service principals
 */
record Principals(boolean anyone, List<String> aws, List<String> services) {
  private static final Set<String> KINDS =
      new TreeSet<>(Set.of("AWS", "Service", "Federated", "CanonicalUser"));

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  Principals {
    aws = List.copyOf(aws);
    services = List.copyOf(services);
  }

  static Principals parse(JsonNode node) {
    if (node.isTextual()) {
      if (!node.asText().equals("*")) {
        throw AwsError.malformedPolicy("Invalid principal in policy: \"" + node.asText() + "\"");
      }
      return new Principals(true, List.of(), List.of());
    }
    node.fieldNames()
        .forEachRemaining(
            kind -> {
              if (!KINDS.contains(kind)) {
                throw AwsError.malformedPolicy("Unknown principal kind in policy: " + kind);
              }
            });
    var aws = Json.texts(node.path("AWS"));
    return new Principals(aws.contains("*"), aws, Json.texts(node.path("Service")));
  }

  TrustVerdict match(Who who) {
    return switch (who) {
      case Who.Service(String name) ->
          services.contains(name) ? TrustVerdict.DIRECT : TrustVerdict.SILENT;
      case Who.RoleSession session -> {
        if (anyone || aws.contains(session.roleId()) || aws.contains(session.sessionArn())) {
          yield TrustVerdict.DIRECT;
        }
        yield aws.stream().anyMatch(each -> account(each).equals(session.account()))
            ? TrustVerdict.DELEGATED
            : TrustVerdict.SILENT;
      }
    };
  }

  /** The account whose every principal is meant; empty when it is not an account. */
  private static String account(String principal) {
    if (ACCOUNT.matcher(principal).matches()) {
      return principal;
    }
    return Arn.parse(principal)
        .filter(arn -> arn.service().equals("iam") && arn.resource().equals("root"))
        .map(Arn::account)
        .orElse("");
  }
}
