package dev.fleetaccess.guard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a role may do by the policies of its template: each action with the place that grants it.
 * What is denied everywhere and always is left out; any other denial only narrows.
 *
 * @param actions by name, such as {@code iam:PassRole}, each with the line that grants it first
 */
record RolePowers(PlacedRole role, SortedMap<String, Integer> actions) {
  static RolePowers of(PlacedRole role, List<PlacedPolicy> policies) {
    List<PolicyStatement> own =
        policies.stream()
            .filter(policy -> policy.isOf(role))
            .filter(policy -> policy.sort() != PlacedPolicy.Sort.TRUST)
            .flatMap(policy -> policy.statements(role).stream())
            .toList();
    List<PolicyStatement> denials = own.stream().filter(PolicyStatement::deniesAlways).toList();
    var actions = new TreeMap<String, Integer>();
    own.stream()
        .filter(PolicyStatement::allows)
        .flatMap(grant -> granted(grant).entrySet().stream())
        .forEach(
            granted -> {
              var one = Wildcard.anyCase(granted.getKey());
              if (denials.stream().noneMatch(denial -> denial.actions().cover(one, true))) {
                actions.putIfAbsent(granted.getKey(), granted.getValue());
              }
            });
    return new RolePowers(role, actions);
  }

  /** The actions that a statement grants; of a NotAction, what it leaves over. */
  private static Map<String, Integer> granted(PolicyStatement grant) {
    PolicyStatement.Names names = grant.actions();
    var granted = new TreeMap<String, Integer>();
    if (names.inverted()) {
      ServiceReference.get().matching("*").stream()
          .map(ServiceReference.Action::name)
          .filter(name -> names.cover(Wildcard.anyCase(name), true))
          .forEach(name -> granted.put(name, names.line()));
    }
    for (Term term : names.inverted() ? List.<Term>of() : names.terms()) {
      ServiceReference.get()
          .matching(term.text())
          .forEach(action -> granted.putIfAbsent(action.name(), term.line()));
    }
    return granted;
  }

  /** The line that grants an action. */
  Optional<Integer> grantOf(String action) {
    return Optional.ofNullable(actions.get(action));
  }
}
