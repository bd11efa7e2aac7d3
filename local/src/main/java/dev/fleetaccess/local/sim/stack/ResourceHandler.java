package dev.fleetaccess.local.sim.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.iam.AccountIam;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes, changes and deletes resources of one type, with the caller's permissions. */
interface ResourceHandler {
  /** The properties it knows. */
  Set<String> properties();

  /** The properties that have to be there. */
  Set<String> required();

  /** Whether those properties give a literal name, which needs CAPABILITY_NAMED_IAM. */
  boolean named(JsonNode properties);

  /** Whether the stack's tags become the resource's. */
  boolean taggable();

  /** The properties that cannot change in place. */
  Set<String> immutable();

  Made create(String logicalId, ObjectNode properties, HandlerContext context);

  Made update(String physicalId, ObjectNode old, ObjectNode wanted, HandlerContext context);

  void delete(String physicalId, ObjectNode properties, HandlerContext context);

  /** The literal name in those properties, by which an existing resource can be found. */
  default Optional<String> literalName(JsonNode properties) {
    return Optional.empty();
  }

  /** Whether names are looked at before anything is made. */
  default boolean namesChecked() {
    return false;
  }

  /** What stands there already under the name in those properties. */
  default Optional<String> taken(JsonNode properties, AccountIam iam) {
    return Optional.empty();
  }

  /** Whether a resource of that id is there, made by whomever. */
  default boolean exists(String physicalId, AccountIam iam) {
    return true;
  }

  /** Whether the live resource differs from those properties. */
  default boolean drifted(String physicalId, ObjectNode wanted, AccountIam iam) {
    return false;
  }

  /** Takes an existing resource over as it is. */
  default Made adopt(String physicalId, HandlerContext context) {
    throw AwsError.notSimulated("the import of such a resource");
  }

  /** Brings the live resource, however it is, to those properties. */
  default Made revert(String physicalId, ObjectNode wanted, HandlerContext context) {
    return update(physicalId, wanted, wanted, context);
  }

  /** Refuses properties that are unknown or missing, as CloudFormation does before it acts. */
  default void check(ObjectNode given) {
    given
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!properties().contains(name)) {
                throw invalid("#: extraneous key [" + name + "] is not permitted");
              }
            });
    for (var name : required()) {
      if (!given.has(name)) {
        throw invalid("#: required key [" + name + "] not found");
      }
    }
  }

  /** Whether going from one to the other needs another resource in its place. */
  default boolean replaces(ObjectNode old, ObjectNode wanted) {
    return immutable().stream().anyMatch(name -> !old.path(name).equals(wanted.path(name)));
  }

  /** The properties that differ. */
  default List<String> changed(ObjectNode old, ObjectNode wanted) {
    return properties().stream()
        .filter(name -> !old.path(name).equals(wanted.path(name)))
        .sorted()
        .toList();
  }

  private static AwsError invalid(String what) {
    return AwsError.of("PropertyValidation", 400, what);
  }
}
