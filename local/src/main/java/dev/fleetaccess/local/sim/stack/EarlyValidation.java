package dev.fleetaccess.local.sim.stack;

import dev.fleetaccess.local.sim.base.Partition;
import dev.fleetaccess.local.sim.iam.AccountIam;
import dev.fleetaccess.local.sim.template.Declaration;
import dev.fleetaccess.local.sim.template.MadeResources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks before anything is made whether names are taken. Roles and inline policies are not looked
 * at, as CloudFormation says of itself: their conflicts show when they are made.
 */
record EarlyValidation(AccountIam iam, Partition partition, String operation, Instant time) {
  private static final String NAME_CONFLICT = "NAME_CONFLICT_VALIDATION";

  /** What stands in the way of these new resources of a stack that is to be so. */
  List<Objection> of(List<Declaration> added, Definition definition, Stack stack) {
    var desired =
        Desired.of(definition, stack.id(), stack.name(), partition, MadeResources.unmade());
    var objections = new ArrayList<Objection>();
    for (var declaration : added) {
      var handler = ResourceTypes.of(declaration.type());
      if (handler.namesChecked()) {
        handler
            .taken(desired.properties(declaration), iam)
            .map(identifier -> taken(declaration, identifier))
            .ifPresent(objections::add);
      }
    }
    return objections;
  }

  private Objection taken(Declaration declaration, String identifier) {
    return new Objection(
        NAME_CONFLICT,
        declaration.id(),
        declaration.type(),
        "Resource of type '%s' with identifier '%s' already exists."
            .formatted(declaration.type(), identifier),
        operation,
        time);
  }
}
