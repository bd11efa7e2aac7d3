package dev.fleetaccess.cli;

import dev.fleetaccess.cli.text.Words;
import dev.fleetaccess.ledger.AccountCoverage;
import dev.fleetaccess.ledger.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why an account is not as it should be, and what to do.
 *
 * @param coverage how it stands by the ledger
 * @param seen what was seen in the account itself
 * @param hub what was seen in the hub's account, where that may be what keeps the hub out
 */
record Diagnosis(AccountCoverage coverage, Sight seen, Sight hub) {
  Diagnosis {
    Objects.requireNonNull(coverage);
    Objects.requireNonNull(seen);
    Objects.requireNonNull(hub);
  }

  /** Whether the ledger or a look into the account says that something is wrong. */
  boolean ill() {
    return isIll(coverage) || seen.differs();
  }

  /** Whether that needs a doctor. */
  static boolean isIll(AccountCoverage account) {
    return switch (account.standing().state()) {
      case PROVEN, COVERED, WAITING, LEFT_OUT -> false;
      case FAILING, UNDER_WAY, NEVER_REACHED, NOT_YET_REACHED, BEHIND, NOT_PROVEN, ORPHANED -> true;
    };
  }

  /** Whether a re-run that compares the live roles may mend it. */
  boolean mendable() {
    return switch (coverage.standing()) {
      case Standing.NotProven notProven -> true;
      case Standing.NeverReached neverReached -> true;
      case Standing.Behind behind -> true;
      // A template or a stack that only a person should touch stays what it is, however often.
      case Standing.Failing failing ->
          !List.of("REFUSED", "INVALID", "ROLLED_BACK").contains(failing.kind());
      case Standing.UnderWay underWay -> false;
      case Standing.Waiting waiting -> false;
      case Standing.Orphaned orphaned -> false;
      case Standing.LeftOut leftOut -> false;
      case Standing.Proven proven -> seen.differs();
      case Standing.Covered covered -> seen.differs();
    };
  }

  /** A paragraph: what is, why, what to do. */
  List<String> lines(Ink ink) {
    Standing standing = coverage.standing();
    var lines = new ArrayList<String>();
    lines.add(
        ink.in(Ink.Colour.BOLD, "Account " + coverage.account())
            + "  "
            + ink.in(Ink.of(standing.state()), standing.state().words())
            + ", "
            + coverage.worst().stack());
    if (!standing.why().isEmpty()) {
      lines.add("  Why: " + standing.why());
    }
    said().ifPresent(said -> lines.add("  Said: " + said));
    seen.sentences().forEach(sentence -> lines.add("  Seen: " + sentence));
    hub.sentences().forEach(sentence -> lines.add("  Seen in the hub's account: " + sentence));
    lines.add("  → " + next());
    return lines;
  }

  /**
   * What AWS said when the hub came, to the letter: the cause leaves out what is this account's.
   */
  Optional<String> said() {
    return coverage.standing() instanceof Standing.NotProven
        ? coverage
            .worst()
            .item()
            .filter(item -> item.proving().broken().isPresent())
            .map(item -> Words.oneLine(item.note()))
        : Optional.empty();
  }

  String next() {
    if (!ill()) {
      return "Nothing to do.";
    }
    String own = coverage.standing().nextStep();
    String mend =
        mendable() ? "./fleet doctor --account " + coverage.account() + " --mend re-runs it." : "";
    if (coverage.standing() instanceof Standing.UnderWay
        || (coverage.standing() instanceof Standing.Waiting && own.isEmpty())) {
      return "Wait, or ./fleet watch.";
    }
    return own.isEmpty() && mend.isEmpty()
        ? "Read docs/operations.md#failures: no re-run mends this."
        : (own + " " + mend).strip();
  }
}
