package dev.fleetaccess.reconcile;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.WantedRole;
import java.util.List;
import java.util.Objects;

/** What a release wants of the roles of one stack in one account, read only where it is asked. */
public final class Wanted {
  private final Release release;
  private final String stack;
  private final AccountId account;
  private final Traits traits;
  private final boolean compare;

  /**
   * @param traits what is known of the account
   * @param compare whether the roles are compared with what is wanted although the stack is right
   */
  public Wanted(Release release, String stack, AccountId account, Traits traits, boolean compare) {
    this.release = Objects.requireNonNull(release);
    this.stack = Objects.requireNonNull(stack);
    this.account = Objects.requireNonNull(account);
    this.traits = Objects.requireNonNull(traits);
    this.compare = compare;
  }

  /** Whether the live roles are compared although the stack is right. */
  boolean compare() {
    return compare;
  }

  /** Whether roles that stand there outside any stack are taken over. */
  boolean adopt() {
    return release.manifest().stack(stack).filter(Manifest.Stack::adopt).isPresent();
  }

  /** The roles. */
  List<WantedRole> roles() {
    return release.roles(stack, account, traits);
  }

  /** The variant of the template by which roles are taken over. */
  String importing() {
    return release.importing(stack, account, traits);
  }
}
