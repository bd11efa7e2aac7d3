package dev.fleetaccess.local.sim;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts every call that reached a service, refused ones included. */
public final class CallCounter {
  /**
   * What is counted apart.
   *
   * @param principal the ARN of the caller's role
   * @param account the account that the call was about: the role's for AssumeRole, else the
   *     caller's
   * @param service such as {@code sts}
   * @param operation such as {@code AssumeRole}
   * @param role the ARN of the role that AssumeRole asked for; empty for other calls
   * @param error the error's code; empty when the call was answered
   */
  public record Key(
      String principal,
      String account,
      String service,
      String operation,
      String role,
      String error) {}

  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::account)
          .thenComparing(Key::service)
          .thenComparing(Key::operation)
          .thenComparing(Key::principal)
          .thenComparing(Key::role)
          .thenComparing(Key::error);

  private final Map<Key, Long> counts = new HashMap<>();

  synchronized void count(Key key) {
    counts.merge(key, 1L, Long::sum);
  }

  /** All counts up to now, by account, service and operation. */
  public synchronized Map<Key, Long> snapshot() {
    var copy = new TreeMap<Key, Long>(ORDER);
    copy.putAll(counts);
    return copy;
  }

  /** Calls about one account to one service, by operation. */
  public synchronized Map<String, Long> of(String account, String service) {
    var byOperation = new TreeMap<String, Long>();
    counts.forEach(
        (key, count) -> {
          if (key.account().equals(account) && key.service().equals(service)) {
            byOperation.merge(key.operation(), count, Long::sum);
          }
        });
    return byOperation;
  }

  /** Begins anew. */
  public synchronized void reset() {
    counts.clear();
  }
}
