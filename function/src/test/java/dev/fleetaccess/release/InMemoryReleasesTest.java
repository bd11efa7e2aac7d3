package dev.fleetaccess.release;

class InMemoryReleasesTest extends ReleasesContract {
  @Override
  protected Releases port() {
    return new InMemoryReleases();
  }
}
