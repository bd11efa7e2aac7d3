package dev.fleetaccess.guard;

import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.ReleaseSource;
import java.util.List;

/** The hub account belongs to the organization and works. */
final class HubIsUsable implements Rule {
  @Override
  public List<Finding> examine(Examined examined) {
    int line = examined.release().line("hub");
    var hub = examined.surroundings().hub();
    if (hub.isEmpty() || !hub.get().id().equals(examined.hub())) {
      return List.of(
          Finding.error(
              "hub-not-in-organization",
              ReleaseSource.MANIFEST,
              line,
              "The hub account "
                  + examined.hub()
                  + " is not in the organization "
                  + examined.surroundings().facts().organizationId()
                  + ": correct its id, or invite the account first."));
    }
    if (!hub.get().state().usable()) {
      return List.of(
          Finding.error(
              "hub-not-usable",
              ReleaseSource.MANIFEST,
              line,
              "The hub account "
                  + examined.hub()
                  + " cannot be used ("
                  + hub.get().state().words()
                  + "): take another, or wait until it works."));
    }
    return List.of();
  }
}
