package dev.fleetaccess.local.sim;

import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.local.sim.sts.AssumeRole;
import dev.fleetaccess.local.sim.sts.Session;
import java.time.Duration;
import java.util.List;

/** Worlds and sessions for tests. */
public final class Worlds {
  public static final String MANAGEMENT = "111111111111";
  public static final String HUB = "222222222222";
  public static final String MEMBER = "300000000001";
  public static final String REGION = "us-east-1";

  private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

  private Worlds() {}

  /** A small world without rates. */
  public static SimulatedOrganization of(SettableClock clock) {
    return new SimulatedOrganization(WorldSettings.local(4).with(Rates.unlimited()), clock);
  }

  /** A policy that allows those actions everywhere. */
  public static PolicyDocument allowing(String... actions) {
    return PolicyDocument.parse(
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":[\""
            + String.join("\",\"", actions)
            + "\"],\"Resource\":\"*\"}}");
  }

  /** A trust policy with that principal and condition, both as JSON. */
  public static PolicyDocument trusting(String principal, String condition) {
    return PolicyDocument.parse(
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":%s,
          "Action":["sts:AssumeRole","sts:TagSession"],"Condition":%s}]}\
        """
            .formatted(principal, condition));
  }

  /** A trust policy for a whole account. */
  public static PolicyDocument trustingAccount(String account) {
    return trusting("{\"AWS\":\"arn:aws:iam::" + account + ":root\"}", "{}");
  }

  /** A session of an administrator of that account. */
  public static Session administrator(SimulatedOrganization world, String account) {
    var spec = RoleSpec.of("Administrator", trustingAccount(account));
    if (world.locked(() -> world.iam().account(account).find("Administrator")).isEmpty()) {
      world.createRole(account, spec.attaching(List.of(ADMINISTRATOR)));
    }
    return world.issue(
        "arn:aws:iam::" + account + ":role/Administrator", "test", Duration.ofHours(12));
  }

  /** Assumes a role over the model's front. */
  public static Session assume(SimulatedOrganization world, Session session, AssumeRole request) {
    return world.perform(
        new Caller(session, REGION),
        session.account(),
        "sts",
        "AssumeRole",
        access -> world.sts().assumeRole(session, request, access.environment()));
  }
}
