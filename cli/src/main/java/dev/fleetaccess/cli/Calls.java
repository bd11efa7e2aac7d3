package dev.fleetaccess.cli;

import dev.fleetaccess.local.LocalOrganization;
import dev.fleetaccess.local.sim.CallCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Calls as the simulated organization counted them, refused ones and the SDK's retries included: a
 * call is one to STS, CloudFormation or IAM about one account's stack. Those of the proof, into the
 * hub role and from there, are counted apart.
 */
final class Calls {
  private static final Set<String> WRITES =
      Set.of(
          "CreateStack",
          "UpdateStack",
          "DeleteStack",
          "CreateChangeSet",
          "ExecuteChangeSet",
          "ContinueUpdateRollback",
          "UpdateTerminationProtection");
  private static final Set<String> SERVICES = Set.of("sts", "cloudformation", "iam");

  /** The targets: mean and 99th percentile of a first rollout, and of an unchanged account. */
  private static final double MEAN_CREATED = 5.5;

  private static final int P99_CREATED = 9;
  private static final int MOST_UNCHANGED = 2;

  private static final String HUB_ROLE = ":role/security/hub-001";
  private static final String PROOF = "proof";

  private final LocalOrganization organization;
  private Map<String, Long> before = Map.of();

  Calls(LocalOrganization organization) {
    this.organization = Objects.requireNonNull(organization);
  }

  /** Counts from here. */
  void begin() {
    organization.world().calls().reset();
    before = organization.calls();
  }

  /** Calls that write, so far. */
  long writes() {
    return organization.world().calls().snapshot().entrySet().stream()
        .filter(counted -> WRITES.contains(counted.getKey().operation()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Measured against the targets of a first rollout. */
  Measured created() {
    Measured raw = measured();
    return raw.with(
        new Check(
            raw.mean() <= MEAN_CREATED,
            "mean %.1f calls a stack (target ≤ %.1f)".formatted(raw.mean(), MEAN_CREATED)),
        new Check(
            raw.p99() <= P99_CREATED,
            "99th percentile %d calls a stack (target ≤ %d)".formatted(raw.p99(), P99_CREATED)));
  }

  /** Measured against the target of an unchanged account. */
  Measured unchanged() {
    Measured raw = measured();
    return raw.with(
        new Check(
            raw.most() <= MOST_UNCHANGED,
            "at most %d calls a stack (target ≤ %d)".formatted(raw.most(), MOST_UNCHANGED)));
  }

  /** The hub's account is left out, because two stacks share its calls. */
  private Measured measured() {
    String hub = organization.world().settings().hub();
    var byAccount = new TreeMap<String, Long>();
    var byOperation = new TreeMap<String, Long>();
    organization
        .world()
        .calls()
        .snapshot()
        .forEach(
            (key, count) -> {
              if (SERVICES.contains(key.service()) && proof(key)) {
                byOperation.merge(PROOF + ", " + proven(key), count, Long::sum);
              } else if (SERVICES.contains(key.service()) && ours(key)) {
                byOperation.merge(key.service() + ":" + key.operation(), count, Long::sum);
                if (!key.account().equals(hub)) {
                  byAccount.merge(key.account(), count, Long::sum);
                }
              }
            });
    organization
        .calls()
        .forEach(
            (operation, count) -> {
              long since = count - before.getOrDefault(operation, 0L);
              boolean beside = SERVICES.stream().noneMatch(one -> operation.startsWith(one + ":"));
              if (since > 0 && beside) {
                byOperation.merge(operation, since, Long::sum);
              }
            });
    return new Measured(byAccount.values().stream().sorted().toList(), byOperation, List.of());
  }

  /** Who became the hub, and what the hub did since. */
  private static boolean proof(CallCounter.Key key) {
    return key.role().endsWith(HUB_ROLE) || key.principal().endsWith(HUB_ROLE);
  }

  private static String proven(CallCounter.Key key) {
    String into = key.role().endsWith(HUB_ROLE) ? " into the hub" : " from the hub";
    return key.service() + ":" + key.operation() + into;
  }

  private static boolean ours(CallCounter.Key key) {
    return !key.principal().contains("/Administrator")
        && !key.operation().equals("GetCallerIdentity");
  }

  /**
   * What was measured.
   *
   * @param calls calls an account, ascending
   * @param operations calls by operation
   * @param targets what they are held against
   */
  record Measured(List<Long> calls, Map<String, Long> operations, List<Check> targets) {
    Measured {
      calls = List.copyOf(calls);
      operations = new TreeMap<>(operations);
      targets = List.copyOf(targets);
    }

    Measured with(Check... checks) {
      return new Measured(calls, operations, List.of(checks));
    }

    double mean() {
      return calls.stream().mapToLong(Long::longValue).average().orElse(0);
    }

    long p99() {
      return calls.isEmpty() ? 0 : calls.get((int) Math.ceil(calls.size() * 0.99) - 1);
    }

    long most() {
      return calls.isEmpty() ? 0 : calls.getLast();
    }

    List<List<String>> table() {
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("calls", "operation"));
      operations.forEach((operation, count) -> rows.add(List.of(String.valueOf(count), operation)));
      return rows;
    }
  }
}
