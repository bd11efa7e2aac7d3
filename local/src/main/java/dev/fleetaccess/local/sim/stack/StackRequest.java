package dev.fleetaccess.local.sim.stack;

import dev.fleetaccess.local.sim.template.ParameterValues.Given;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request to create or update a stack.
 *
 * @param name the stack's name; its id too where it exists
 * @param template the template's text; empty to use the previous one
 * @param parameters parameters given
 * @param tags the stack's tags; empty to leave them
 * @param capabilities what the caller acknowledges
 * @param token the client request token; a repeated request with it does nothing
 * @param onFailure what becomes of a creation that fails
 * @param rollbackDisabled whether a failed operation leaves everything as it is
 * @param terminationProtection whether a new stack refuses to be deleted
 */
public record StackRequest(
    String name,
    Optional<String> template,
    List<Given> parameters,
    Optional<Map<String, String>> tags,
    List<String> capabilities,
    Optional<String> token,
    OnFailure onFailure,
    boolean rollbackDisabled,
    boolean terminationProtection) {
  public StackRequest {
    Objects.requireNonNull(name);
    Objects.requireNonNull(template);
    parameters = List.copyOf(parameters);
    tags = tags.map(TreeMap::new);
    capabilities = List.copyOf(capabilities);
    Objects.requireNonNull(token);
    Objects.requireNonNull(onFailure);
  }

  /** The plain request: a template, parameters and tags, with named roles acknowledged. */
  public static StackRequest of(
      String name, String template, Map<String, String> parameters, Map<String, String> tags) {
    return new StackRequest(
        name,
        Optional.of(template),
        parameters.entrySet().stream()
            .map(each -> new Given(each.getKey(), Optional.of(each.getValue())))
            .toList(),
        Optional.of(tags),
        List.of("CAPABILITY_NAMED_IAM"),
        Optional.empty(),
        OnFailure.ROLLBACK,
        false,
        false);
  }

  /** The same under a client request token. */
  public StackRequest under(String newToken) {
    return new StackRequest(
        name,
        template,
        parameters,
        tags,
        capabilities,
        Optional.of(newToken),
        onFailure,
        rollbackDisabled,
        terminationProtection);
  }

  /** The same with another end where creation fails. */
  public StackRequest failing(OnFailure end) {
    return new StackRequest(
        name,
        template,
        parameters,
        tags,
        capabilities,
        token,
        end,
        rollbackDisabled,
        terminationProtection);
  }
}
