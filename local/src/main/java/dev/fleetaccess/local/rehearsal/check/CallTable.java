package dev.fleetaccess.local.rehearsal.check;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts attempts of calls: by operation and, where they are about an account's stack, by it. */
public final class CallTable {
  private final Map<Counted, Long> byOperation = new HashMap<>();
  private final Map<Counted, Long> refusals = new HashMap<>();
  private final Map<String, Integer> byAccount = new HashMap<>();
  private final Map<String, Integer> proofs = new HashMap<>();
  private long retries;

  private record Counted(String service, String what) {}

  /** One attempt; one of a proof is counted apart. */
  public void attempt(String service, String operation, String account, boolean proof) {
    byOperation.merge(new Counted(service, operation), 1L, Long::sum);
    if (proof) {
      proofs.merge(account, 1, Integer::sum);
      return;
    }
    boolean stack = service.equals("sts") || service.equals("cloudformation");
    if (stack && !account.isEmpty()) {
      byAccount.merge(account, 1, Integer::sum);
    }
  }

  /** An attempt was refused. */
  public void refused(String service, String code) {
    refusals.merge(new Counted(service, code), 1L, Long::sum);
  }

  /** The same call is attempted again. */
  public void again() {
    retries++;
  }

  /** Attempts by service and operation. */
  public Map<String, Long> byOperation() {
    return named(byOperation);
  }

  /** Refusals by service and code. */
  public Map<String, Long> refusals() {
    return named(refusals);
  }

  /** Attempts to STS and CloudFormation by account. */
  public Map<String, Integer> byAccount() {
    return new TreeMap<>(byAccount);
  }

  /** Attempts of proofs by account; who becomes the hub does it in the hub's account. */
  public Map<String, Integer> proofs() {
    return new TreeMap<>(proofs);
  }

  /** Second attempts. */
  public long retries() {
    return retries;
  }

  private static Map<String, Long> named(Map<Counted, Long> counts) {
    var named = new TreeMap<String, Long>();
    counts.forEach((counted, times) -> named.put(counted.service + " " + counted.what, times));
    return named;
  }
}
