package dev.fleetaccess.local.wire;

import dev.fleetaccess.local.sim.SimulatedOrganization;
import java.util.List;

/** The services of the simulated organization, in AWS's own protocols. */
public final class SimulatedServices {
  private SimulatedServices() {}

  /** Organizations, STS, IAM and CloudFormation of that world. */
  public static List<WireService> of(SimulatedOrganization world) {
    return List.of(
        new JsonService(
            world, "organizations", "AWSOrganizationsV20161128", OrganizationsOperations.of(world)),
        new QueryService(
            world, "sts", "https://sts.amazonaws.com/doc/2011-06-15/", StsOperations.of(world)),
        new QueryService(
            world, "iam", "https://iam.amazonaws.com/doc/2010-05-08/", IamOperations.of(world)),
        new QueryService(
            world,
            "cloudformation",
            "http://cloudformation.amazonaws.com/doc/2010-05-15/",
            CloudFormationOperations.of(world)));
  }
}
