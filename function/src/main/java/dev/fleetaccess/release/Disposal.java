package dev.fleetaccess.release;

import java.util.Optional;

/** What becomes of a stack that an account is no longer to have. */
public enum Disposal {
  /** It stays as it is, and is shown as orphaned. */
  RETAIN,
  /** It is deleted, and with it the roles that it made. */
  DELETE;

  /**
   * By whose word it goes: the release that brought it says what becomes of a stack that left the
   * manifest, and the manifest of today what becomes of one whose account it no longer belongs
   * into.
   *
   * @param brought as it was declared when it was brought
   * @param now as it is declared now; empty where it left the manifest
   */
  public static Disposal of(Manifest.Stack brought, Optional<Manifest.Stack> now) {
    return now.map(Manifest.Stack::onExit).orElseGet(brought::onRemove);
  }
}
