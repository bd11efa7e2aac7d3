package dev.fleetaccess.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.fleet.AccountId;
import java.util.Optional;

/** Finds account ids in events whose exact shape nobody documents. */
final class AccountIds {
  private AccountIds() {}

  /** The id that the node itself is. */
  static Optional<AccountId> in(JsonNode node) {
    return node.isTextual() && AccountId.isValid(node.asText())
        ? Optional.of(new AccountId(node.asText()))
        : Optional.empty();
  }

  /** The first valid {@code accountId} at any depth below the node. */
  static Optional<AccountId> below(JsonNode node) {
    return node.findValues("accountId").stream().flatMap(found -> in(found).stream()).findFirst();
  }
}
