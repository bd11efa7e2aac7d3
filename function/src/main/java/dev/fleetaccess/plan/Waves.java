package dev.fleetaccess.plan;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.release.Manifest;
import java.util.List;

/** Which wave an account belongs to: the first that reaches it. Pure. */
public final class Waves {
  private static final int SHARES = 10_000;

  private Waves() {}

  /** The account's wave, from 0; the last one where none chooses it. */
  public static int of(Manifest.Rollout rollout, AccountId account, Traits traits) {
    List<Manifest.Wave> waves = rollout.waves();
    for (int wave = 0; wave < waves.size(); wave++) {
      if (reaches(waves.get(wave), account, traits)) {
        return wave;
      }
    }
    return waves.size() - 1;
  }

  private static boolean reaches(Manifest.Wave wave, AccountId account, Traits traits) {
    return wave.selector().matches(account, traits)
        || wave.percent().filter(percent -> share(account) < percent * (SHARES / 100)).isPresent();
  }

  /**
   * Where the account stands among all, from 0 to 9,999: always the same for an account, in every
   * release, so that who was reached early once is reached early again; and spread evenly, although
   * account ids are not. FNV-1a over the twelve digits, its bits mixed as MurmurHash3 does in the
   * end.
   */
  static int share(AccountId account) {
    int hash = 0x811C9DC5;
    for (char digit : account.value().toCharArray()) {
      hash = (hash ^ digit) * 0x01000193;
    }
    hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
    hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
    return Integer.remainderUnsigned(hash ^ (hash >>> 16), SHARES);
  }
}
