package dev.fleetaccess.local.rehearsal.ledger;

import dev.fleetaccess.release.Releases;
import dev.fleetaccess.release.ReleasesContract;

class StoredReleasesTest extends ReleasesContract {
  @Override
  protected Releases port() {
    return new StoredReleases();
  }
}
