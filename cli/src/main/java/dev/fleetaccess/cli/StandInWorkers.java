package dev.fleetaccess.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Proving;
import dev.fleetaccess.plan.Messages;
import dev.fleetaccess.plan.WorkItem;
import dev.fleetaccess.reconcile.Applied;
import dev.fleetaccess.release.Digest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Stands in for the workers where the orchestrator alone is looked at: of each message it writes
 * into the ledger what a worker leaves there when all has been done, and calls nobody else. One
 * account's item can be kept back, so that a rollout does not end yet.
 */
final class StandInWorkers implements UnaryOperator<String> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Executor THREADS = Thread::startVirtualThread;
  private static final Digest DIGEST = new Digest("0123456789abcdef".repeat(4));
  private static final String ROLE = "OrganizationAccountAccessRole";
  private static final int CALLS = 5;
  private static final int PROOF_CALLS = 2;

  private final Ledger ledger;
  private final String stack;
  private final AtomicLong visited = new AtomicLong();
  private final Queue<WorkItem> kept = new ConcurrentLinkedQueue<>();
  private volatile boolean failing;
  private volatile Optional<AccountId> keptBack = Optional.empty();

  /**
   * @param stack the stack of every account, as others belong to the hub and the organization
   */
  StandInWorkers(Ledger ledger, String stack) {
    this.ledger = Objects.requireNonNull(ledger);
    this.stack = Objects.requireNonNull(stack);
  }

  /** From now on every account's stack fails, or none does. */
  void fail(boolean all) {
    failing = all;
  }

  /** From now on that account's stack is left as it is. */
  void keepBack(AccountId account) {
    keptBack = Optional.of(account);
  }

  /** What was kept back is done now. */
  void letGo() {
    keptBack = Optional.empty();
    for (WorkItem item = kept.poll(); item != null; item = kept.poll()) {
      visit(item);
    }
  }

  /** Items that were brought to their end so far. */
  long visited() {
    return visited.get();
  }

  @Override
  public String apply(String event) {
    var visits = new LinkedHashMap<String, CompletableFuture<Void>>();
    for (JsonNode message : records(event)) {
      WorkItem item = Messages.item(message.path("body").asText());
      visits.put(
          message.path("messageId").asText(),
          CompletableFuture.runAsync(() -> visit(item), THREADS));
    }
    var answer = JSON.createObjectNode();
    ArrayNode failures = answer.putArray("batchItemFailures");
    for (Map.Entry<String, CompletableFuture<Void>> visit : visits.entrySet()) {
      if (visit.getValue().handle((done, failure) -> failure != null).join()) {
        failures.addObject().put("itemIdentifier", visit.getKey());
      }
    }
    return answer.toString();
  }

  private static JsonNode records(String event) {
    try {
      return JSON.readTree(event).path("Records");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no event of a queue", e);
    }
  }

  /**
   * @throws RemoteFailure when the ledger is too busy: the message is delivered again
   */
  private void visit(WorkItem item) {
    boolean everybodys = item.stack().equals(stack);
    if (everybodys && keptBack.filter(item.account()::equals).isPresent()) {
      kept.add(item);
      return;
    }
    Optional<Entry> open =
        ledger
            .items()
            .find(item.rollout(), item.account(), item.stack())
            .filter(entry -> !entry.state().ended())
            .filter(entry -> entry.attempt().visit() <= item.attempt().visit());
    if (open.isEmpty()) {
      return;
    }
    Entry entry = open.get().upTo(item.attempt());
    Instant now = Instant.now();
    if (entry.removal()) {
      end(entry, entry.ended(Entry.State.CONVERGED, "removed", Optional.empty(), CALLS, now));
      ledger.inventory().forget(entry.account(), entry.stack());
    } else if (failing && everybodys) {
      fail(entry, now);
    } else {
      ledger.inventory().put(held(entry, now));
      end(
          entry,
          entry
              .proving(new Proving(Optional.of(now), Optional.empty(), PROOF_CALLS))
              .ended(Entry.State.CONVERGED, "", Optional.empty(), CALLS, now));
    }
  }

  private void fail(Entry entry, Instant now) {
    var failure =
        new Failure(
            Failure.Kind.DENIED,
            "AccessDenied",
            "User: arn:aws:sts::111111111111:assumed-role/FleetAccess-Worker/FleetAccess-Worker is"
                + " not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::"
                + entry.account()
                + ":role/"
                + ROLE);
    Entry failed =
        entry
            .but()
            .fresh(ledger.failed(entry, failure, Optional.empty(), now))
            .done()
            .ended(Entry.State.FAILED, failure.code(), Optional.of(failure), CALLS, now);
    end(entry, failed);
  }

  private static Holding held(Entry entry, Instant now) {
    String id =
        "arn:aws:cloudformation:us-east-1:%s:stack/%s/00000000-0000-0000-0000-%s"
            .formatted(entry.account(), entry.stack(), entry.account());
    return Holding.of(entry.account(), entry.stack(), now)
        .traits(entry.traits())
        .release(Optional.of(entry.release()))
        .applied(Optional.of(new Applied(DIGEST, id, now)))
        .role(Optional.of(ROLE))
        .entered(Optional.of(now))
        .proven(Optional.of(now))
        .done();
  }

  private void end(Entry before, Entry ended) {
    if (ledger.items().record(before, ended)) {
      visited.incrementAndGet();
    }
  }
}
