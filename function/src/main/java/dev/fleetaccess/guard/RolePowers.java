package dev.fleetaccess.guard;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a role may do by the policies of its template: each action with the place that grants it.
 * What is denied everywhere and always is left out; any other denial only narrows.
 *
 * @param actions by name, such as {@code iam:PassRole}, each with the line that grants it first
 */
record RolePowers(PlacedRole role, TreeMap<String, Term> actions) {
  static RolePowers of(PlacedRole role, List<PlacedPolicy> policies) {
    List<PlacedPolicy> own =
        policies.stream()
            .filter(policy -> policy.stack().equals(role.stack()))
            .filter(policy -> policy.holders().contains(role.id()))
            .toList();
    List<PolicyStatement> denials =
        own.stream()
            .filter(policy -> policy.sort() != PlacedPolicy.Sort.TRUST)
            .flatMap(policy -> policy.read().statements().stream())
            .filter(PolicyStatement::deniesAlways)
            .toList();
    var actions = new TreeMap<String, Term>();
    for (PlacedPolicy policy : own) {
      for (PolicyStatement grant : policy.grants()) {
        for (Term term : granted(grant)) {
          for (ServiceReference.Action action : ServiceReference.get().matching(term.text())) {
            var name = Wildcard.anyCase(action.name());
            if (denials.stream().noneMatch(denial -> denial.actions().cover(name, true))) {
              actions.putIfAbsent(action.name(), term);
            }
          }
        }
      }
    }
    return new RolePowers(role, actions);
  }

  /** The patterns that a statement grants; what a NotAction leaves over, action by action. */
  private static List<Term> granted(PolicyStatement grant) {
    PolicyStatement.Names names = grant.actions();
    return names.inverted()
        ? ServiceReference.get().matching("*").stream()
            .map(ServiceReference.Action::name)
            .filter(name -> names.cover(Wildcard.anyCase(name), true))
            .map(name -> new Term(name, names.line()))
            .toList()
        : names.terms();
  }

  Optional<Term> grantOf(String action) {
    return Optional.ofNullable(actions.get(action));
  }
}
