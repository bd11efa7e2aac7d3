package dev.fleetaccess.local.sim.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A resource as a template declares it.
 *
 * @param id its logical id
 * @param type such as {@code AWS::IAM::Role}
 * @param properties its properties, functions not yet evaluated
 * @param metadata its metadata, which counts as a change
 * @param dependsOn the logical ids it names in DependsOn
 * @param condition the condition under which it exists
 * @param deletionPolicy {@code Delete} unless the template says otherwise
 */
public record Declaration(
    String id,
    String type,
    JsonNode properties,
    JsonNode metadata,
    List<String> dependsOn,
    Optional<String> condition,
    String deletionPolicy) {
  public Declaration {
    dependsOn = List.copyOf(dependsOn);
  }
}
