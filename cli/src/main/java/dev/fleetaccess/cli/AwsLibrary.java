package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.aws.AccessAnalyzer;
import dev.fleetaccess.aws.AwsClients;
import dev.fleetaccess.aws.AwsOrganization;
import dev.fleetaccess.aws.CloudFormationStacks;
import dev.fleetaccess.aws.CodeCommitRepository;
import dev.fleetaccess.aws.DynamoReleases;
import dev.fleetaccess.aws.IamRoles;
import dev.fleetaccess.aws.StsAccess;
import dev.fleetaccess.cli.deploy.AwsPremises;
import dev.fleetaccess.cli.preview.Deployed;
import dev.fleetaccess.run.PolicyAnalyzer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** Ledgers in DynamoDB: of a real organization, or of a local one. */
final class AwsLibrary implements Library {
  private static final String REPOSITORY = "fleet-access";
  private static final String BRANCH = "main";

  @Override
  public Books table(String name) {
    String region = region();
    var settings =
        new DeployedSettings(() -> LambdaClient.builder().region(Region.of(region)).build());
    return books(
        "table " + name + " in " + region,
        name,
        region,
        settings::source,
        settings::reckoning,
        new DeployedOrchestrator(region));
  }

  @Override
  public Optional<Books> local(int port) {
    return LocalPort.find(port, "ledger")
        .map(
            found -> {
              use(found);
              return books(
                  "local organization on port " + port,
                  found.path("FLEET_TABLE").asText(),
                  found.path("AWS_REGION").asText(),
                  () -> new RoleSource(found.path("FLEET_REPOSITORY").asText(), "", ""),
                  // What it would take on AWS: stacks are quicker here, and so are the looks.
                  () -> new Reckoning(Deployed.USUAL, Reckoning.Origin.LOCAL),
                  message -> LocalPort.on(port).ask("invoke", message));
            });
  }

  @Override
  public PolicyAnalyzer analyzer() {
    // The region of the repository is not asked for.
    return new AccessAnalyzer(new AwsClients("us-east-1"));
  }

  /** The SDK looks there before it looks anywhere else. */
  private static void use(JsonNode found) {
    System.setProperty("aws.endpointUrl", found.path("AWS_ENDPOINT_URL").asText());
    System.setProperty("aws.region", found.path("AWS_REGION").asText());
    System.setProperty("aws.accessKeyId", found.path("AWS_ACCESS_KEY_ID").asText());
    System.setProperty("aws.secretAccessKey", found.path("AWS_SECRET_ACCESS_KEY").asText());
    System.setProperty("aws.sessionToken", found.path("AWS_SESSION_TOKEN").asText());
  }

  private static String region() {
    try {
      return new DefaultAwsRegionProviderChain().getRegion().id();
    } catch (SdkClientException e) {
      throw new IllegalStateException(
          "no region is set: set AWS_REGION to where the ledger's table is, or start a local"
              + " organization with ./fleet local",
          e);
    }
  }

  private static Books books(
      String where,
      String table,
      String region,
      Supplier<RoleSource> own,
      Supplier<Reckoning> reckoning,
      Mender mender) {
    var reader = new LedgerReader(table, region);
    return new Books(
        where,
        reader.ledger(),
        new DynamoReleases(reader.table()),
        new UnhurriedOrganization(
            new AwsOrganization(reader.clients()), InstantSource.system(), AwsLibrary::sleep),
        new AwsUnitNames(
            () -> OrganizationsClient.builder().region(Region.of(region)).build(),
            AwsLibrary::sleep),
        asked -> {
          RoleSource source = asked.or(own.get()).or(new RoleSource(REPOSITORY, region, BRANCH));
          return new CodeCommitRepository(
              source.region().equals(region) ? reader.clients() : new AwsClients(source.region()),
              source.repository(),
              source.branch());
        },
        reckoning,
        new Hospital(
            new Visit(
                new StsAccess(reader.clients(), InstantSource.system()),
                new CloudFormationStacks(reader.clients()),
                new IamRoles(reader.clients())),
            mender,
            new AwsPremises(region)),
        InstantSource.system(),
        AwsLibrary::sleep,
        reader::close);
  }

  private static void sleep(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }
}
