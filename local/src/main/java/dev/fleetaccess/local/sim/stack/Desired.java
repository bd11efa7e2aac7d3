package dev.fleetaccess.local.sim.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetaccess.local.sim.base.Json;
import dev.fleetaccess.local.sim.base.Partition;
import dev.fleetaccess.local.sim.template.Declaration;
import dev.fleetaccess.local.sim.template.Evaluation;
import dev.fleetaccess.local.sim.template.MadeResources;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a definition comes to in one stack: which resources, with which properties. */
final class Desired {
  private final Definition definition;
  private final Evaluation evaluation;

  private Desired(Definition definition, Evaluation evaluation) {
    this.definition = definition;
    this.evaluation = evaluation;
  }

  /**
   * A definition in a stack.
   *
   * @param made what its resources are called, or placeholders
   */
  static Desired of(
      Definition definition,
      String stackId,
      String stackName,
      Partition partition,
      MadeResources made) {
    var arn = dev.fleetaccess.local.sim.base.Arn.parse(stackId).orElseThrow();
    var pseudo =
        Map.of(
            "AWS::AccountId", arn.account(),
            "AWS::Partition", partition.id(),
            "AWS::Region", arn.region(),
            "AWS::StackName", stackName,
            "AWS::StackId", stackId,
            "AWS::URLSuffix", partition.urlSuffix());
    return new Desired(
        definition, new Evaluation(definition.template(), definition.parameters(), pseudo, made));
  }

  /** The resources that exist under its conditions, each after those it needs. */
  List<Declaration> resources() {
    return definition.template().inOrder().stream().filter(evaluation::exists).toList();
  }

  /** A resource's properties, the stack's tags among them where the type takes tags. */
  ObjectNode properties(Declaration resource) {
    var properties = evaluation.properties(resource);
    if (!ResourceTypes.of(resource.type()).taggable() || definition.tags().isEmpty()) {
      return properties;
    }
    var tags = new TreeMap<>(definition.tags());
    tags.putAll(Policies.tags(properties.path("Tags")));
    var list = Json.array();
    tags.forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
    properties.set("Tags", list);
    return properties;
  }

  Map<String, String> outputs() {
    return evaluation.outputs();
  }
}
