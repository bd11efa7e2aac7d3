package dev.fleetaccess.release;

import dev.fleetaccess.fleet.AccountId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Every set of parameters that a stack can come to have in some account, so that each can be
 * examined before one of them is deployed. Nobody is asked which units stand in which: any order
 * counts as possible. Pure.
 */
final class Variants {
  /** More than most need, and examined by a processor within ten seconds: 30 ms each. */
  static final int MOST = 256;

  private final Manifest.Stack stack;
  private final Set<Map<String, String>> found = new LinkedHashSet<>();

  private Variants(Manifest.Stack stack) {
    this.stack = stack;
  }

  /** The sets, the one without any override first; more than {@value #MOST} where too many. */
  static Set<Map<String, String>> of(Manifest.Stack stack) {
    return new Variants(stack).find();
  }

  /**
   * The parameters that accounts had before which now come to have these.
   *
   * @param earlier the stack as it was
   * @param later the stack as it is
   * @param given one of the sets of the later one
   */
  static Map<String, String> before(
      Manifest.Stack earlier, Manifest.Stack later, Map<String, String> given) {
    var overridden = new TreeMap<>(given);
    overridden.entrySet().removeAll(later.parameters().entrySet());
    boolean stood =
        later.overrides().stream()
            .filter(
                override ->
                    override.parameters().entrySet().stream()
                        .anyMatch(overridden.entrySet()::contains))
            .allMatch(override -> earlier.overrides().stream().anyMatch(override::isLike));
    var values = new TreeMap<>(earlier.parameters());
    if (stood) {
      values.putAll(overridden);
    }
    return values;
  }

  private Set<Map<String, String>> find() {
    found.add(stack.parameters());
    // In the file's order, since the later counts.
    overriding(by -> by.needsTags()).forEach(override -> apply(override));
    // In any order, since the nearest counts: until nothing new comes of it.
    int before;
    do {
      before = found.size();
      overriding(by -> by.needsUnits()).forEach(override -> apply(override));
    } while (found.size() > before && found.size() <= MOST);
    var accounts = new TreeSet<AccountId>();
    stack.overrides().forEach(override -> accounts.addAll(override.selector().accounts()));
    for (Map<String, String> base : List.copyOf(found)) {
      for (AccountId account : accounts) {
        var values = new TreeMap<>(base);
        overriding(by -> by.accounts().contains(account))
            .forEach(override -> values.putAll(override.parameters()));
        add(values);
      }
    }
    return found;
  }

  private List<ParameterOverride> overriding(Predicate<Selector> by) {
    return stack.overrides().stream().filter(override -> by.test(override.selector())).toList();
  }

  private void apply(ParameterOverride override) {
    for (Map<String, String> base : List.copyOf(found)) {
      var values = new TreeMap<>(base);
      values.putAll(override.parameters());
      add(values);
    }
  }

  private void add(Map<String, String> values) {
    if (found.size() <= MOST) {
      found.add(values);
    }
  }
}
