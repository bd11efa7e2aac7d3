package dev.fleetaccess.local.blueprint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.blueprint.Resources.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the functions of a Java runtime, how their failures are treated, and what feeds them. */
final class FunctionReader {
  /** Lambda's default timeout. */
  private static final int DEFAULT_TIMEOUT_SECONDS = 3;

  /** Lambda's default memory. */
  private static final int DEFAULT_MEMORY_MEGABYTES = 128;

  /** The default batch of a queue mapping. */
  private static final int DEFAULT_BATCH = 10;

  /** What Lambda scales a queue mapping to where no maximum is set. */
  private static final int UNBOUNDED_CONCURRENCY = 1250;

  private final List<FunctionPart> functions;
  private final List<MappingPart> mappings;

  FunctionReader(Resources resources, List<RolePart> roles) {
    List<Resource> retries = resources.ofType("AWS::Lambda::EventInvokeConfig");
    this.functions =
        resources.ofType("AWS::Lambda::Function").stream()
            .filter(function -> function.optional("Runtime").orElse("").startsWith("java"))
            .map(function -> function(function, roles, retries))
            .toList();
    if (functions.isEmpty()) {
      throw new IncompleteTemplate("the template has no function of a Java runtime");
    }
    this.mappings =
        resources.ofType("AWS::Lambda::EventSourceMapping").stream()
            .filter(mapping -> mapping.properties().path("Enabled").asBoolean(true))
            .map(FunctionReader::mapping)
            .toList();
  }

  List<FunctionPart> functions() {
    return functions;
  }

  List<MappingPart> mappings() {
    return mappings;
  }

  private static FunctionPart function(
      Resource function, List<RolePart> roles, List<Resource> retries) {
    String roleArn = function.required("Role");
    RolePart role =
        roles.stream()
            .filter(candidate -> candidate.arn().equals(roleArn))
            .findFirst()
            .orElseThrow(
                () ->
                    new IncompleteTemplate(
                        function.id() + " runs as " + roleArn + ", which is not in the template"));
    var environment = new TreeMap<String, String>();
    function
        .properties()
        .path("Environment")
        .path("Variables")
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
    return new FunctionPart(
        function.name(),
        function.arn(),
        function.required("Handler"),
        environment,
        Duration.ofSeconds(function.properties().path("Timeout").asInt(DEFAULT_TIMEOUT_SECONDS)),
        function.properties().path("MemorySize").asInt(DEFAULT_MEMORY_MEGABYTES),
        function.properties().path("RecursiveLoop").asText().equals("Allow"),
        role,
        retry(function.name(), retries));
  }

  private static RetryPart retry(String function, List<Resource> retries) {
    // There is one for the alias and one for $LATEST; they agree, and locally there is one version.
    return retries.stream()
        .filter(config -> Resources.functionName(config.required("FunctionName")).equals(function))
        .findFirst()
        .map(
            config -> {
              JsonNode destination =
                  config
                      .properties()
                      .path("DestinationConfig")
                      .path("OnFailure")
                      .path("Destination");
              return new RetryPart(
                  config
                      .properties()
                      .path("MaximumRetryAttempts")
                      .asInt(RetryPart.DEFAULT.attempts()),
                  destination.isMissingNode()
                      ? Optional.empty()
                      : Optional.of(destination.asText()));
            })
        .orElse(RetryPart.DEFAULT);
  }

  private static MappingPart mapping(Resource mapping) {
    JsonNode properties = mapping.properties();
    if (properties.has("FilterCriteria")) {
      throw new IncompleteTemplate(
          mapping.id() + " has FilterCriteria, which the local parts do not know");
    }
    boolean partial = false;
    for (JsonNode type : properties.path("FunctionResponseTypes")) {
      partial |= type.asText().equals("ReportBatchItemFailures");
    }
    return new MappingPart(
        mapping.required("EventSourceArn"),
        Resources.functionName(mapping.required("FunctionName")),
        properties.path("BatchSize").asInt(DEFAULT_BATCH),
        properties.path("ScalingConfig").path("MaximumConcurrency").asInt(UNBOUNDED_CONCURRENCY),
        partial);
  }
}
