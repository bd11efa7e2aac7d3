package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.AccountId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Spreads accounts over 16 partition keys: DynamoDB takes 1,000 writes a second for one key, and a
 * rollout over ten thousand accounts wants more.
 */
final class Shards {
  private static final int COUNT = 16;

  private Shards() {}

  /** The partition key of an account, such as {@code ACCOUNTS#07}. */
  static String of(String prefix, AccountId account) {
    // The hash of a text is fixed by the language. Its low bits alone are uneven over digits, so
    // they are spread by the golden ratio, and the highest four bits count.
    int spread = account.value().hashCode() * 0x9E3779B9;
    return key(prefix, spread >>> 28);
  }

  /** Every partition key there is for a prefix. */
  static List<String> all(String prefix) {
    return IntStream.range(0, COUNT).mapToObj(shard -> key(prefix, shard)).toList();
  }

  private static String key(String prefix, int shard) {
    return "%s#%02d".formatted(prefix, shard);
  }
}
