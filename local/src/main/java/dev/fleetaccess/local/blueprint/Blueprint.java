package dev.fleetaccess.local.blueprint;

import dev.fleetaccess.local.endpoint.Place;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything of the synthesized template that the local parts stand in for.
 *
 * @param functions the functions
 * @param mappings the queues that feed functions
 * @param rules the enabled rules of the default event bus
 * @param queues the queues, dead-letter queues before those that use them
 * @param tables the tables
 * @param repositories the role repository; empty where the organization uses one that exists
 * @param topics ARNs of the topics
 * @param roles every role
 * @param managedPolicies every customer managed policy, boundaries among them
 */
public record Blueprint(
    List<FunctionPart> functions,
    List<MappingPart> mappings,
    List<RulePart> rules,
    List<QueuePart> queues,
    List<TablePart> tables,
    List<RepositoryPart> repositories,
    List<String> topics,
    List<RolePart> roles,
    List<ManagedPolicyPart> managedPolicies) {
  public Blueprint {
    functions = List.copyOf(functions);
    mappings = List.copyOf(mappings);
    rules = List.copyOf(rules);
    queues = List.copyOf(queues);
    tables = List.copyOf(tables);
    repositories = List.copyOf(repositories);
    topics = List.copyOf(topics);
    roles = List.copyOf(roles);
    managedPolicies = List.copyOf(managedPolicies);
  }

  /**
   * Where and how a template is read.
   *
   * @param place the account and region it is deployed to
   * @param stack the stack's name
   * @param queues what queue URLs begin with
   * @param parameters values of template parameters; the others take their defaults
   */
  public record Deployment(Place place, String stack, URI queues, Map<String, String> parameters) {
    public Deployment {
      parameters = Map.copyOf(parameters);
    }
  }

  /**
   * Reads a template file.
   *
   * @throws IncompleteTemplate when something is missing that the local parts need
   */
  public static Blueprint read(Path file, Deployment deployment) {
    return read(Template.read(file), deployment);
  }

  /**
   * Reads a template's text.
   *
   * @throws IncompleteTemplate when something is missing that the local parts need
   */
  public static Blueprint parse(String text, Deployment deployment) {
    return read(Template.parse(text), deployment);
  }

  private static Blueprint read(Template template, Deployment deployment) {
    var names = new PhysicalNames(template, deployment.place(), deployment.queues());
    var resolver =
        new Resolver(
            template, names, deployment.place(), deployment.stack(), deployment.parameters());
    var resources = new Resources(template, resolver, names);
    var roles = new RoleReader(resources);
    var functions = new FunctionReader(resources, roles.roles());
    var storage = new StorageReader(resources);
    return new Blueprint(
        functions.functions(),
        functions.mappings(),
        new RuleReader(resources).rules(),
        storage.queues(),
        storage.tables(),
        storage.repositories(),
        storage.topics(),
        roles.roles(),
        roles.managedPolicies());
  }

  /**
   * The function of a name.
   *
   * @throws IncompleteTemplate when the template has none
   */
  public FunctionPart function(String name) {
    return functions.stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IncompleteTemplate("the template has no function " + name));
  }

  /** The queue of an ARN. */
  public Optional<QueuePart> queue(String arn) {
    return queues.stream().filter(queue -> queue.arn().equals(arn)).findFirst();
  }
}
