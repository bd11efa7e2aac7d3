package dev.fleetaccess.local.sim.stack;

/**
 * What a change set does besides what its template says.
 *
 * @param importsExisting whether resources that exist under a literal name, outside any stack and
 *     with a deletion policy that retains, are taken over instead of made
 * @param revertsDrift whether live resources that differ from the template are brought back to it
 */
public record ChangeSetMode(boolean importsExisting, boolean revertsDrift) {
  /** Neither. */
  public static ChangeSetMode plain() {
    return new ChangeSetMode(false, false);
  }
}
