package dev.fleetaccess.local.endpoint;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each operation was called through the endpoint, refused calls included. */
public final class CallCounts {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final Set<String> leftOut = ConcurrentHashMap.newKeySet();

  /** Calls signed with that access key are not counted: somebody only watches with it. */
  public void leaveOut(String accessKeyId) {
    leftOut.add(accessKeyId);
  }

  void add(String accessKeyId, String service, String operation) {
    if (!leftOut.contains(accessKeyId)) {
      counts.computeIfAbsent(service + ":" + operation, name -> new LongAdder()).increment();
    }
  }

  /** Calls by {@code service:Operation}, in order of the names. */
  public Map<String, Long> snapshot() {
    var snapshot = new TreeMap<String, Long>();
    counts.forEach((name, count) -> snapshot.put(name, count.sum()));
    return snapshot;
  }
}
