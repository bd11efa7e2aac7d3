package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.cli.preview.Cost;
import dev.fleetaccess.cli.preview.Preview;
import dev.fleetaccess.cli.text.Words;
import java.util.Objects;

/**
 * What a rollout takes, for people and for machines.
 *
 * @param cost what it takes
 * @param origin where the settings come from that it was reckoned with
 */
record CostText(Cost cost, Reckoning.Origin origin) {
  CostText {
    Objects.requireNonNull(cost);
    Objects.requireNonNull(origin);
  }

  /** What the rollout of a preview takes. */
  static CostText of(Preview preview, Reckoning reckoning) {
    return new CostText(Cost.of(preview, reckoning.settings()), reckoning.origin());
  }

  /** One sentence. */
  String sentence() {
    String calls =
        cost.calls() == cost.callsAtMost()
            ? String.valueOf(cost.calls())
            : cost.calls() + " to " + cost.callsAtMost();
    String what =
        Words.duration(cost.time())
            + ", "
            + calls
            + " calls to STS and CloudFormation, "
            + cost.proofs()
            + " for proofs, "
            + cost.listing()
            + " to Organizations";
    String waits =
        switch (cost.approvals()) {
          case 0 -> "";
          case 1 -> ", and waits once for a person";
          default -> ", and waits " + cost.approvals() + " times for a person";
        };
    return origin.sentence(what + waits) + ".";
  }

  /** The same as the fields of that object. */
  void into(ObjectNode node) {
    node.put("calls", cost.calls())
        .put("callsAtMost", cost.callsAtMost())
        .put("proofs", cost.proofs())
        .put("organizations", cost.listing())
        .put("seconds", cost.time().toSeconds())
        .put("approvals", cost.approvals())
        .put("settings", origin.name());
  }
}
