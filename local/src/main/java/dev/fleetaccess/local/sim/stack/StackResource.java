package dev.fleetaccess.local.sim.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;

/**
 * A resource of a stack.
 *
 * @param logicalId its name in the template
 * @param type such as {@code AWS::IAM::Role}
 * @param physicalId what it is called in its service; empty until it is made
 * @param attributes what {@code Fn::GetAtt} gives
 * @param properties as it was last made, functions evaluated
 * @param deletionPolicy what happens to it when the stack lets go of it
 * @param status such as {@code CREATE_COMPLETE}
 * @param reason why it failed; empty otherwise
 * @param changed when its status changed
 */
public record StackResource(
    String logicalId,
    String type,
    String physicalId,
    Map<String, String> attributes,
    ObjectNode properties,
    String deletionPolicy,
    String status,
    String reason,
    Instant changed) {
  public StackResource {
    attributes = Map.copyOf(attributes);
  }

  StackResource in(String newStatus, String newReason, Instant now) {
    return new StackResource(
        logicalId,
        type,
        physicalId,
        attributes,
        properties,
        deletionPolicy,
        newStatus,
        newReason,
        now);
  }

  StackResource made(Made made, ObjectNode newProperties) {
    return new StackResource(
        logicalId,
        type,
        made.physicalId(),
        made.attributes(),
        newProperties,
        deletionPolicy,
        status,
        reason,
        changed);
  }
}
