package dev.fleetaccess.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fleetaccess.aws.AwsClients;
import dev.fleetaccess.aws.StsChain;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.local.sim.SettableClock;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.Worlds;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import dev.fleetaccess.local.sim.sts.Session;
import dev.fleetaccess.proof.Chain;
import dev.fleetaccess.proof.ChainContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chain on the wire, where trust and identity policies are judged. */
class StsChainOnSimulatedTest extends ChainContract {
  private static final AccountId HUB = new AccountId(Worlds.HUB);
  private static final AccountId SPOKE = new AccountId(Worlds.MEMBER);
  private static final String WORKER_ARN =
      "arn:aws:iam::" + Worlds.MANAGEMENT + ":role/FleetAccess-Worker";
  private static final String HUB_ARN = "arn:aws:iam::" + Worlds.HUB + ":role/security/hub-001";

  private final SettableClock clock = new SettableClock();
  private final SimulatedOrganization world = Worlds.of(clock);
  private final SimulatedEndpoint endpoint = new SimulatedEndpoint(world);
  private final List<AwsClients> clients = new ArrayList<>();
  private final Map<String, Optional<String>> before = new HashMap<>();

  @BeforeEach
  void begin() {
    create(Worlds.MANAGEMENT, "FleetAccess-Worker", "/", Worlds.trustingAccount(Worlds.MANAGEMENT));
    create(
        Worlds.HUB,
        "hub-001",
        "/security/",
        Worlds.trusting(
            "{\"AWS\":\"arn:aws:iam::" + Worlds.MANAGEMENT + ":root\"}",
            """
            {"ArnEquals":{"aws:PrincipalArn":"%s"},
             "StringEquals":{"aws:RequestTag/fleetaccess:purpose":"proof"}}\
            """
                .formatted(WORKER_ARN)));
    create(
        Worlds.MEMBER,
        "spoke-001",
        "/security/",
        PolicyDocument.parse(
            """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",
             "Principal":{"AWS":"arn:aws:iam::%s:root"},
             "Condition":{"ArnEquals":{"aws:PrincipalArn":"%s"}}}}\
            """
                .formatted(Worlds.HUB, HUB_ARN)));
    Session worker = world.issue(WORKER_ARN, "test", Duration.ofHours(1));
    set("aws.endpointUrl", endpoint.uri().toString());
    set("aws.region", Worlds.REGION);
    set("aws.accessKeyId", worker.credentials().accessKeyId());
    set("aws.secretAccessKey", worker.credentials().secretAccessKey());
    set("aws.sessionToken", worker.credentials().sessionToken());
  }

  @AfterEach
  void end() {
    before.forEach(
        (name, value) ->
            value.ifPresentOrElse(
                text -> System.setProperty(name, text), () -> System.clearProperty(name)));
    clients.forEach(AwsClients::close);
    endpoint.close();
  }

  @Override
  protected Chain port() {
    clients.add(new AwsClients(Worlds.REGION));
    return new StsChain(clients.getLast(), clock);
  }

  @Override
  protected AccountId hub() {
    return HUB;
  }

  @Override
  protected AccountId spoke() {
    return SPOKE;
  }

  @Override
  protected AccountId bare() {
    return new AccountId("300000000002");
  }

  @Test
  void aSpokeThatTrustsSomebodyElseRefusesTheHub() {
    Chain chain = port();
    var hub = chain.hub(HUB, "FleetAccess-release-1");
    PolicyDocument another = Worlds.trustingAccount(Worlds.MANAGEMENT);
    world.locked(
        () -> {
          world.iam().account(Worlds.MEMBER).updateTrust("spoke-001", another);
          return true;
        });

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> chain.enter(hub, SPOKE))
        .satisfies(thrown -> assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.DENIED));
  }

  @Test
  void theHubsOwnSessionCarriesTheTagAndTheSpokesDoesNot() {
    Chain chain = port();
    chain.enter(chain.hub(HUB, "FleetAccess-release-1"), SPOKE);

    assertThat(world.calls().of(Worlds.HUB, "sts")).containsEntry("AssumeRole", 1L);
    assertThat(world.calls().of(Worlds.MEMBER, "sts")).containsEntry("AssumeRole", 1L);
    assertThat(world.calls().snapshot().keySet())
        .anySatisfy(
            key -> {
              assertThat(key.principal()).isEqualTo(WORKER_ARN);
              assertThat(key.role()).isEqualTo(HUB_ARN);
            })
        .anySatisfy(key -> assertThat(key.principal()).isEqualTo(HUB_ARN));
  }

  private void create(String account, String name, String path, PolicyDocument trust) {
    var spec =
        RoleSpec.of(name, trust)
            .at(path)
            .allowing("enter", Worlds.allowing("sts:AssumeRole", "sts:TagSession"));
    world.createRole(account, spec);
  }

  private void set(String name, String value) {
    before.put(name, Optional.ofNullable(System.getProperty(name)));
    System.setProperty(name, value);
  }
}
