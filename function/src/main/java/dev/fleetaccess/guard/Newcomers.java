package dev.fleetaccess.guard;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whom a trust policy lets in that another does not.
 *
 * @param principals who was not let in at all, or not for this
 * @param conditions who was let in only under more conditions
 * @param line where the first of either stands; 0 where there is none
 */
record Newcomers(Set<String> principals, Set<String> conditions, int line) {
  static Newcomers of(List<PolicyStatement> before, List<PolicyStatement> after) {
    Set<String> principals = new LinkedHashSet<>();
    Set<String> conditions = new LinkedHashSet<>();
    int line = 0;
    for (PolicyStatement statement : after) {
      for (PolicyStatement.Principal principal : statement.principals()) {
        for (Term action : statement.actions().terms()) {
          List<PolicyStatement> known =
              before.stream()
                  .filter(one -> !one.everybodyBut() && !statement.everybodyBut())
                  .filter(one -> one.actions().cover(Wildcard.anyCase(action.text()), true))
                  .filter(one -> one.principals().stream().anyMatch(old -> is(old, principal)))
                  .toList();
          if (known.stream().anyMatch(one -> Gain.holds(one, statement))) {
            continue;
          }
          line = line == 0 ? principal.name().line() : line;
          String words =
              (statement.everybodyBut() ? "everybody but " : "")
                  + principal.name().text()
                  + " by "
                  + action.text()
                  + statement.condition().map(one -> " where " + one).orElse("");
          if (known.isEmpty()) {
            principals.add(words);
          } else {
            String only = known.getFirst().condition().orElse("");
            conditions.add(words + " (it was only where " + only + ")");
          }
        }
      }
    }
    return new Newcomers(principals, conditions, line);
  }

  private static boolean is(PolicyStatement.Principal old, PolicyStatement.Principal other) {
    return old.kind().equals(other.kind())
        && (old.name().text().equals("*") || old.name().text().equals(other.name().text()));
  }
}
