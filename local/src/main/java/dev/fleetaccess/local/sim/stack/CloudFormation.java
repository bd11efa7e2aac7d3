package dev.fleetaccess.local.sim.stack;

import dev.fleetaccess.local.sim.base.Agenda;
import dev.fleetaccess.local.sim.base.Identifiers;
import dev.fleetaccess.local.sim.base.Partition;
import dev.fleetaccess.local.sim.iam.IamDirectory;
import dev.fleetaccess.local.sim.sts.Authorizer;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** CloudFormation in every account and region. */
public final class CloudFormation {
  private final Workshop workshop;
  private final Definitions definitions = new Definitions();
  private final Map<String, StackRegion> regions = new LinkedHashMap<>();

  /**
   * No stacks yet.
   *
   * @param stackTime how long operations take
   * @param changeSetTime how long a change set takes to be ready
   */
  public CloudFormation(
      Partition partition,
      Agenda agenda,
      Identifiers identifiers,
      IamDirectory iam,
      Authorizer authorizer,
      StackTime stackTime,
      Duration changeSetTime) {
    workshop =
        new Workshop(partition, agenda, identifiers, iam, authorizer, stackTime, changeSetTime);
  }

  /** The stacks of one account in one region. */
  public StackRegion at(String account, String region) {
    return regions.computeIfAbsent(
        account + "@" + region, each -> new StackRegion(account, region, workshop, definitions));
  }

  /** Every account and region that was asked for so far. */
  public Collection<StackRegion> regions() {
    return List.copyOf(regions.values());
  }
}
