package dev.fleetaccess.local.sim.stack;

import dev.fleetaccess.local.sim.base.Partition;
import dev.fleetaccess.local.sim.template.Declaration;
import dev.fleetaccess.local.sim.template.MadeResources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a new definition would change in a stack, as far as templates and parameters tell. The live
 * resources are not looked at: what somebody changed by hand is no difference.
 *
 * @param changes resource by resource
 * @param tagsDiffer whether the stack's own tags differ
 */
record Difference(List<Change> changes, boolean tagsDiffer) {
  /** One resource's change. */
  record Change(
      String action,
      String logicalId,
      String physicalId,
      String type,
      boolean replacement,
      List<String> properties) {}

  boolean isEmpty() {
    return changes.isEmpty() && !tagsDiffer;
  }

  /** All resources of a definition, as a new stack would add them. */
  static Difference ofNew(Stack stack, Definition next, Partition partition) {
    var changes = new ArrayList<Change>();
    desired(stack, next, partition)
        .resources()
        .forEach(
            each -> changes.add(new Change("Add", each.id(), "", each.type(), false, List.of())));
    return new Difference(changes, true);
  }

  static Difference between(Stack stack, Definition next, Partition partition) {
    var old = desired(stack, stack.definition(), partition);
    var wanted = desired(stack, next, partition);
    var before = byId(old);
    var after = byId(wanted);
    var changes = new ArrayList<Change>();
    after.forEach(
        (id, declaration) -> {
          var was = before.get(id);
          if (was == null) {
            changes.add(new Change("Add", id, "", declaration.type(), false, List.of()));
            return;
          }
          var handler = ResourceTypes.of(declaration.type());
          var from = old.properties(was);
          var to = wanted.properties(declaration);
          var changed = new ArrayList<>(handler.changed(from, to));
          if (!was.metadata().equals(declaration.metadata())) {
            changed.add("Metadata");
          }
          boolean otherType = !was.type().equals(declaration.type());
          if (!changed.isEmpty() || otherType) {
            changes.add(
                new Change(
                    "Modify",
                    id,
                    physicalId(stack, id),
                    declaration.type(),
                    otherType || handler.replaces(from, to),
                    changed));
          }
        });
    before.forEach(
        (id, declaration) -> {
          if (!after.containsKey(id)) {
            changes.add(
                new Change(
                    "Remove", id, physicalId(stack, id), declaration.type(), false, List.of()));
          }
        });
    return new Difference(changes, !stack.definition().tags().equals(next.tags()));
  }

  private static Desired desired(Stack stack, Definition definition, Partition partition) {
    return Desired.of(definition, stack.id(), stack.name(), partition, MadeResources.unmade());
  }

  private static Map<String, Declaration> byId(Desired desired) {
    var byId = new LinkedHashMap<String, Declaration>();
    desired.resources().forEach(each -> byId.put(each.id(), each));
    return byId;
  }

  private static String physicalId(Stack stack, String id) {
    var resource = stack.table().get(id);
    return resource == null ? "" : resource.physicalId();
  }
}
