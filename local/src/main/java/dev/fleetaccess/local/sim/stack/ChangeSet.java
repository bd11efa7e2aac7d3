package dev.fleetaccess.local.sim.stack;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A change set. Changes while the model's time passes; to be read inside the model's lock only. */
public final class ChangeSet {
  private final String id;
  private final String name;
  private final Stack stack;
  private final boolean creates;
  private final Definition definition;
  private final StackRequest request;
  private final Instant created;
  private final ChangeSetMode mode;
  private final List<Difference.Change> changes;
  private String status = "CREATE_IN_PROGRESS";
  private Optional<String> reason = Optional.empty();
  private List<Objection> objections = List.of();
  private String execution = "UNAVAILABLE";

  ChangeSet(
      String id,
      String name,
      Stack stack,
      boolean creates,
      Definition definition,
      StackRequest request,
      Instant created,
      ChangeSetMode mode,
      List<Difference.Change> changes) {
    this.id = id;
    this.name = name;
    this.stack = stack;
    this.creates = creates;
    this.definition = definition;
    this.request = request;
    this.created = created;
    this.mode = mode;
    this.changes = List.copyOf(changes);
  }

  /** Its ARN. */
  public String id() {
    return id;
  }

  /** Its name, unique among the stack's. */
  public String name() {
    return name;
  }

  /** The stack it would change. */
  public Stack stack() {
    return stack;
  }

  /** Whether it would create the stack. */
  public boolean creates() {
    return creates;
  }

  /** What the stack would be. */
  public Definition definition() {
    return definition;
  }

  /** When it was made. */
  public Instant created() {
    return created;
  }

  /** Its state, such as {@code CREATE_COMPLETE}. */
  public String status() {
    return status;
  }

  /** Why it failed. */
  public Optional<String> reason() {
    return reason;
  }

  /** What checks found, where that is why it failed. */
  public List<Objection> objections() {
    return objections;
  }

  /** Whether it can be executed, such as {@code AVAILABLE}. */
  public String execution() {
    return execution;
  }

  /** Tells each change: action, logical id, physical id, type, whether it replaces, properties. */
  public void eachChange(ChangeReader reader) {
    changes.forEach(
        change ->
            reader.read(
                change.action(),
                change.logicalId(),
                change.physicalId(),
                change.type(),
                change.replacement(),
                change.properties()));
  }

  /** Takes in one change. */
  @FunctionalInterface
  public interface ChangeReader {
    /** One change. */
    void read(
        String action,
        String logicalId,
        String physicalId,
        String type,
        boolean replacement,
        List<String> properties);
  }

  /** What it does besides what its template says. */
  public ChangeSetMode mode() {
    return mode;
  }

  /** The existing resources it takes over: what they are called, by logical id. */
  Map<String, String> imports() {
    return changes.stream()
        .filter(each -> each.action().equals("Import"))
        .collect(Collectors.toMap(Difference.Change::logicalId, Difference.Change::physicalId));
  }

  int size() {
    return changes.size();
  }

  StackRequest request() {
    return request;
  }

  void ready() {
    status = "CREATE_COMPLETE";
    execution = "AVAILABLE";
  }

  void fail(String why) {
    status = "FAILED";
    reason = Optional.of(why);
  }

  void refuse(List<Objection> found) {
    objections = List.copyOf(found);
    fail(Objection.CHANGE_SET);
  }

  void executing() {
    execution = "EXECUTE_IN_PROGRESS";
  }

  void obsolete() {
    execution = "OBSOLETE";
  }
}
