package dev.fleetaccess.local.ports;

import dev.fleetaccess.aws.AwsOrganization;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Organization;
import dev.fleetaccess.fleet.OrganizationContract;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;

/** Organizations, the simulated organization's over the wire. */
@ExtendWith(PartsExtension.class)
class AwsOrganizationTest extends OrganizationContract {
  private final Organization port;

  AwsOrganizationTest(Parts parts) {
    port = new AwsOrganization(parts.clients());
    parts
        .world()
        .locked(
            () -> {
              parts.world().organization().tag(tagged().value(), Map.of("env", "prod"));
              return "";
            });
  }

  @Override
  protected AccountId tagged() {
    return Parts.member(1);
  }

  @Override
  protected Organization port() {
    return port;
  }

  @Override
  protected Set<AccountId> ids() {
    return Stream.concat(
            Stream.of("111111111111", "222222222222").map(AccountId::new),
            IntStream.range(1, Parts.MEMBERS).mapToObj(Parts::member))
        .collect(Collectors.toSet());
  }
}
