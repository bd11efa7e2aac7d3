package dev.fleetaccess.local.sim.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * What happened to a stack or to one of its resources.
 *
 * @param id unique in the stack
 * @param logicalId the resource's name, or the stack's for the stack itself
 * @param physicalId the resource's id in its service, or the stack's; may be empty
 * @param type the resource's type, or {@code AWS::CloudFormation::Stack}
 * @param status the state that began
 * @param reason why; empty where there is nothing to say
 * @param time when
 * @param token the client request token of the operation
 * @param operation the operation's id
 * @param properties a resource's properties; an empty object for the stack
 */
public record StackEvent(
    String id,
    String logicalId,
    String physicalId,
    String type,
    String status,
    String reason,
    Instant time,
    Optional<String> token,
    String operation,
    JsonNode properties) {}
