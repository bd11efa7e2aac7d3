package dev.fleetaccess.cli;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.AccountCoverage;
import dev.fleetaccess.ledger.Coverage;
import dev.fleetaccess.ledger.Standing;
import dev.fleetaccess.report.CauseGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Accounts that do not have what they should, or are not proven, by why. */
final class Causes {
  /** What differs from one account to the next although the cause is the same. */
  private static final Pattern REQUEST =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private Causes() {}

  /** The cause of the most accounts first; whoever is under way or left out is not among them. */
  static List<CauseGroup> of(Coverage coverage) {
    var groups = new LinkedHashMap<Why, List<AccountId>>();
    for (AccountCoverage account : coverage.accounts()) {
      Standing standing = account.standing();
      switch (standing.state()) {
        case FAILING, NEVER_REACHED, BEHIND, NOT_PROVEN, ORPHANED ->
            groups
                .computeIfAbsent(why(account, standing), absent -> new ArrayList<>())
                .add(account.account());
        case PROVEN, COVERED, UNDER_WAY, LEFT_OUT -> {}
      }
    }
    return sorted(groups);
  }

  /** Groups whose causes differ in what is no part of the cause become one. */
  static List<CauseGroup> alike(List<CauseGroup> groups) {
    var merged = new LinkedHashMap<Why, List<AccountId>>();
    for (CauseGroup group : groups) {
      String cause = alike(group.cause(), group.accounts().getFirst());
      merged
          .computeIfAbsent(
              new Why(group.kind(), cause, group.nextStep()), absent -> new ArrayList<>())
          .addAll(group.accounts());
    }
    return sorted(merged);
  }

  private static List<CauseGroup> sorted(Map<Why, List<AccountId>> groups) {
    return groups.entrySet().stream()
        .map(
            group ->
                new CauseGroup(
                    group.getKey().kind,
                    group.getKey().cause,
                    group.getKey().nextStep,
                    group.getValue()))
        .sorted(
            Comparator.comparing((CauseGroup group) -> -group.accounts().size())
                .thenComparing(CauseGroup::cause))
        .toList();
  }

  private static Why why(AccountCoverage account, Standing standing) {
    String kind =
        standing instanceof Standing.Failing failing ? failing.kind() : standing.state().name();
    return new Why(kind, alike(standing.why(), account.account()), standing.nextStep());
  }

  /** The account's own id and a request's are no part of the cause. */
  static String alike(String cause, AccountId account) {
    return REQUEST.matcher(cause.replace(account.value(), "ACCOUNT")).replaceAll("REQUEST");
  }

  private record Why(String kind, String cause, String nextStep) {}
}
