package dev.fleetaccess.cli.deploy;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A place that is ready, until a test spoils it. */
public final class FakePremises implements Premises {
  public static final AccountId MANAGEMENT = new AccountId("111111111111");
  public static final AccountId HUB = new AccountId("222222222222");

  String region = "us-east-1";
  String partition = "aws";
  AccountId caller = MANAGEMENT;
  boolean allFeatures = true;
  int concurrency = 1000;
  boolean silent;
  final Map<AccountId, String> members = new HashMap<>(Map.of(HUB, "ACTIVE"));
  final List<Trail> trails = new ArrayList<>(List.of(new Trail("all", true, true, true)));
  final Map<String, String> stacks = new HashMap<>();
  final Map<String, String> roles = new HashMap<>();

  @Override
  public String region() {
    return region;
  }

  @Override
  public String partition() {
    return partition;
  }

  @Override
  public AccountId caller() {
    return caller;
  }

  @Override
  public Headquarters organization() {
    return new Headquarters(MANAGEMENT, allFeatures);
  }

  @Override
  public Optional<String> stateOf(AccountId account) {
    return Optional.ofNullable(members.get(account));
  }

  @Override
  public int concurrency() {
    return concurrency;
  }

  @Override
  public List<Trail> trails() {
    if (silent) {
      throw new RemoteFailure(
          new Failure(Failure.Kind.DENIED, "AccessDenied", "may not describe trails"));
    }
    return trails;
  }

  @Override
  public Optional<String> stack(String name) {
    return Optional.ofNullable(stacks.get(name));
  }

  @Override
  public Optional<String> role(String name) {
    return Optional.ofNullable(roles.get(name));
  }
}
