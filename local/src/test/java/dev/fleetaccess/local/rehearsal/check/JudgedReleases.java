package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.ReleaseReader;
import dev.fleetaccess.release.ReleaseSource;
import dev.fleetaccess.release.SampleReleases;
import java.util.Map;
import java.util.function.BinaryOperator;

/** Releases of the seeded files for a simulated organization. */
final class JudgedReleases {
  private JudgedReleases() {}

  /**
   * A release.
   *
   * @param edit changes a file: its name and text to its text
   */
  static Release of(SimulatedOrganization world, CommitId commit, BinaryOperator<String> edit) {
    Map<String, String> files = SampleReleases.templates();
    files.replaceAll(edit);
    var facts =
        new OrganizationFacts(
            world.settings().organization().id(),
            new AccountId(world.settings().organization().management()),
            "aws");
    String worker = "arn:aws:iam::" + facts.management() + ":role/FleetAccess-Worker";
    return ReleaseReader.read(new ReleaseSource(commit, facts, worker, files))
        .release()
        .orElseThrow();
  }
}
