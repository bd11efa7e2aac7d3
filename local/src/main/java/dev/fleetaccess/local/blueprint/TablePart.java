package dev.fleetaccess.local.blueprint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;

/**
 * The table as deployed.
 *
 * @param name its name
 * @param arn its ARN
 * @param definition what CreateTable takes: keys, attributes, secondary indexes
 * @param timeToLive the attribute that holds when an item expires
 */
public record TablePart(String name, String arn, JsonNode definition, Optional<String> timeToLive) {
  public TablePart {
    Objects.requireNonNull(name);
    Objects.requireNonNull(arn);
    Objects.requireNonNull(definition);
    Objects.requireNonNull(timeToLive);
  }
}
