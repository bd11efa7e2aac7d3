package dev.fleetaccess.local.sim.stack;

import dev.fleetaccess.local.sim.iam.AccountIam;
import dev.fleetaccess.local.sim.stack.Difference.Change;
import dev.fleetaccess.local.sim.template.Declaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at what lives beside what the templates say, for change sets that ask for it. */
record LiveDifference(StackRegion stacks, AccountIam iam) {

  /** The additions that are imports, because such a resource lives outside any stack. */
  List<Change> withImports(List<Change> changes, Definition definition) {
    var marked = new ArrayList<Change>();
    for (var change : changes) {
      var name =
          change.action().equals("Add")
              ? importable(definition.template().resources().get(change.logicalId()))
              : Optional.<String>empty();
      marked.add(
          name.map(
                  each ->
                      new Change(
                          "Import", change.logicalId(), each, change.type(), false, List.of()))
              .orElse(change));
    }
    return marked;
  }

  /** The changes, and those resources more that differ from the template only as they live. */
  List<Change> withDrift(List<Change> changes, Stack stack, Desired desired) {
    var all = new ArrayList<>(changes);
    for (var declaration : desired.resources()) {
      var id = declaration.id();
      var current = stack.table().get(id);
      if (!Run.stands(current) || changes.stream().anyMatch(e -> e.logicalId().equals(id))) {
        continue;
      }
      var handler = ResourceTypes.of(declaration.type());
      if (!handler.exists(current.physicalId(), iam)) {
        all.add(new Change("Add", id, "", declaration.type(), false, List.of()));
      } else if (handler.drifted(current.physicalId(), desired.properties(declaration), iam)) {
        all.add(
            new Change("Modify", id, current.physicalId(), declaration.type(), false, List.of()));
      }
    }
    return all;
  }

  private Optional<String> importable(Declaration declaration) {
    if (!declaration.deletionPolicy().startsWith("Retain")) {
      return Optional.empty();
    }
    var handler = ResourceTypes.of(declaration.type());
    return handler
        .literalName(declaration.properties())
        .filter(name -> handler.exists(name, iam))
        .filter(name -> !owned(name, declaration.type()));
  }

  private boolean owned(String physicalId, String type) {
    return stacks.all().stream()
        .flatMap(stack -> stack.resources().stream())
        .filter(Run::stands)
        .anyMatch(
            each -> each.type().equals(type) && each.physicalId().equalsIgnoreCase(physicalId));
  }
}
