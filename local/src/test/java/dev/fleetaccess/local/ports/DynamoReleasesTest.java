package dev.fleetaccess.local.ports;

import dev.fleetaccess.aws.DynamoReleases;
import dev.fleetaccess.release.Releases;
import dev.fleetaccess.release.ReleasesContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** Releases, in DynamoDB Local. */
@ExtendWith(PartsExtension.class)
class DynamoReleasesTest extends ReleasesContract {
  private final Releases port;

  DynamoReleasesTest(Parts parts) {
    port = new DynamoReleases(parts.table());
  }

  @Override
  protected Releases port() {
    return port;
  }
}
