package dev.fleetaccess.local.blueprint;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A Lambda function as deployed.
 *
 * @param name its name
 * @param arn its ARN, unqualified
 * @param handler {@code package.Class::method}
 * @param environment its variables, resolved
 * @param timeout the longest invocation
 * @param memoryMegabytes its memory
 * @param recursionAllowed whether {@code RecursiveLoop} is {@code Allow}
 * @param role the role it runs as
 * @param retries what happens to asynchronous invocations that fail
 */
public record FunctionPart(
    String name,
    String arn,
    String handler,
    Map<String, String> environment,
    Duration timeout,
    int memoryMegabytes,
    boolean recursionAllowed,
    RolePart role,
    RetryPart retries) {
  public FunctionPart {
    Objects.requireNonNull(name);
    Objects.requireNonNull(arn);
    Objects.requireNonNull(handler);
    environment = Map.copyOf(environment);
    Objects.requireNonNull(timeout);
    Objects.requireNonNull(role);
    Objects.requireNonNull(retries);
  }

  /** The same with other values for those of its variables that are named. */
  public FunctionPart withEnvironment(Map<String, String> values) {
    var changed = new TreeMap<>(environment);
    changed.replaceAll((variable, value) -> values.getOrDefault(variable, value));
    return new FunctionPart(
        name, arn, handler, changed, timeout, memoryMegabytes, recursionAllowed, role, retries);
  }
}
