package dev.fleetaccess.local.endpoint;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each operation was called through the endpoint, refused calls included. */
public final class CallCounts {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  void add(String service, String operation) {
    counts.computeIfAbsent(service + ":" + operation, name -> new LongAdder()).increment();
  }

  /** Calls by {@code service:Operation}, in order of the names. */
  public Map<String, Long> snapshot() {
    var snapshot = new TreeMap<String, Long>();
    counts.forEach((name, count) -> snapshot.put(name, count.sum()));
    return snapshot;
  }
}
