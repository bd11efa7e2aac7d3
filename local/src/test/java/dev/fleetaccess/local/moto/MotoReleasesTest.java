package dev.fleetaccess.local.moto;

import dev.fleetaccess.aws.DynamoReleases;
import dev.fleetaccess.release.Releases;
import dev.fleetaccess.release.ReleasesContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** Releases, in moto's DynamoDB. */
@ExtendWith(MotoExtension.class)
class MotoReleasesTest extends ReleasesContract {
  private final Releases port;

  MotoReleasesTest(Moto moto) {
    port = new DynamoReleases(moto.table());
  }

  @Override
  protected Releases port() {
    return port;
  }
}
