package dev.fleetaccess.local.sim.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.sim.base.Arn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stack. Changes while the model's time passes; to be read inside the model's lock only. */
public final class Stack {
  /** The type of a stack among its own events. */
  public static final String TYPE = "AWS::CloudFormation::Stack";

  private final String id;
  private final String name;
  private final Instant created;
  private final Map<String, StackResource> resources = new LinkedHashMap<>();
  private final List<StackEvent> events = new ArrayList<>();
  private final List<Objection> objections = new ArrayList<>();
  private final Map<String, Object> tokens = new HashMap<>();
  private Definition definition;
  private StackStatus status;
  private String reason = "";
  private Optional<Instant> lastUpdated = Optional.empty();
  private Optional<Instant> deleted = Optional.empty();
  private Map<String, String> outputs = Map.of();
  private boolean terminationProtection;
  private boolean rollbackDisabled;
  private boolean everComplete;
  private Optional<String> token = Optional.empty();
  private String operation = "";
  private List<Undo> unfinishedRollback = List.of();

  Stack(String id, String name, Instant created, Definition definition) {
    this.id = id;
    this.name = name;
    this.created = created;
    this.definition = definition;
    this.status = StackStatus.REVIEW_IN_PROGRESS;
  }

  /** Its ARN, which never comes again, unlike its name. */
  public String id() {
    return id;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its account. */
  public String account() {
    return Arn.parse(id).orElseThrow().account();
  }

  /** When it was created. */
  public Instant created() {
    return created;
  }

  /** What it is meant to be. */
  public Definition definition() {
    return definition;
  }

  /** Its state. */
  public StackStatus status() {
    return status;
  }

  /** Why it is in that state; empty where there is nothing to say. */
  public String reason() {
    return reason;
  }

  /** When its last update began. */
  public Optional<Instant> lastUpdated() {
    return lastUpdated;
  }

  /** When it was deleted. */
  public Optional<Instant> deleted() {
    return deleted;
  }

  /** Its outputs. */
  public Map<String, String> outputs() {
    return outputs;
  }

  /** Whether it refuses to be deleted. */
  public boolean terminationProtection() {
    return terminationProtection;
  }

  /** Whether a failed operation leaves everything as it is. */
  public boolean rollbackDisabled() {
    return rollbackDisabled;
  }

  /** Whether it ever reached a complete state of its own: such a stack lives. */
  public boolean everComplete() {
    return everComplete;
  }

  /** Its resources. */
  public Collection<StackResource> resources() {
    return List.copyOf(resources.values());
  }

  /** Its events, newest first. */
  public List<StackEvent> events() {
    return events.reversed();
  }

  /** What checks found before anything was made, oldest first. */
  public List<Objection> objections() {
    return List.copyOf(objections);
  }

  /** The id of the operation that began last. */
  String operation() {
    return operation;
  }

  void object(List<Objection> found) {
    objections.addAll(found);
  }

  void protect(boolean on) {
    terminationProtection = on;
  }

  void disableRollback(boolean on) {
    rollbackDisabled = on;
  }

  void define(Definition next) {
    definition = next;
  }

  void enter(StackStatus next, String why, Instant now) {
    status = next;
    reason = why;
    everComplete |= next == StackStatus.CREATE_COMPLETE || next == StackStatus.IMPORT_COMPLETE;
    if (next == StackStatus.UPDATE_IN_PROGRESS || next == StackStatus.IMPORT_IN_PROGRESS) {
      lastUpdated = Optional.of(now);
    }
    if (next == StackStatus.DELETE_COMPLETE) {
      deleted = Optional.of(now);
    }
  }

  void begin(Optional<String> newToken, String newOperation) {
    token = newToken;
    operation = newOperation;
  }

  /** What follows is an operation of its own, under the same token. */
  void continueAs(String newOperation) {
    operation = newOperation;
  }

  void output(Map<String, String> values) {
    outputs = values;
  }

  Map<String, StackResource> table() {
    return resources;
  }

  Map<String, Object> tokens() {
    return tokens;
  }

  List<Undo> unfinishedRollback() {
    return unfinishedRollback;
  }

  void leaveUnfinished(List<Undo> rest) {
    unfinishedRollback = List.copyOf(rest);
  }

  void record(String eventId, Happening what, Instant now) {
    events.add(
        new StackEvent(
            eventId,
            what.logicalId(),
            what.physicalId(),
            what.type(),
            what.status(),
            what.reason(),
            now,
            token,
            operation,
            what.properties()));
  }

  /** What an event tells, time and operation apart. */
  record Happening(
      String logicalId,
      String physicalId,
      String type,
      String status,
      String reason,
      JsonNode properties) {}
}
