package dev.fleetaccess.cli;

import dev.fleetaccess.local.LocalOrganization;
import dev.fleetaccess.local.lambda.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Who can enter what: tried for real, with nothing but a session and the endpoint. */
final class Entering {
  private final LocalOrganization organization;

  Entering(LocalOrganization organization) {
    this.organization = Objects.requireNonNull(organization);
  }

  /** Whether the session may become the role. */
  boolean enters(Session session, String roleArn) {
    try {
      become(session, roleArn);
      return true;
    } catch (SdkException refused) {
      return false;
    }
  }

  /**
   * The role, entered.
   *
   * @throws SdkException when it cannot be
   */
  Session become(Session session, String roleArn) {
    try (var http = ApacheHttpClient.builder().build();
        var sts =
            StsClient.builder()
                .httpClient(http)
                .endpointOverride(organization.endpoint())
                .region(Region.of(organization.region()))
                .credentialsProvider(credentials(session))
                .build()) {
      Credentials given =
          sts.assumeRole(request -> request.roleArn(roleArn).roleSessionName("once")).credentials();
      return new Session(
          given.accessKeyId(), given.secretAccessKey(), given.sessionToken(), given.expiration());
    }
  }

  /** The usable accounts, as the session is told. */
  List<String> accounts(Session session) {
    try (var http = ApacheHttpClient.builder().build();
        var organizations =
            OrganizationsClient.builder()
                .httpClient(http)
                .endpointOverride(organization.endpoint())
                .region(Region.of(organization.region()))
                .credentialsProvider(credentials(session))
                .build()) {
      List<String> ids = new ArrayList<>();
      organizations.listAccountsPaginator().stream()
          .flatMap(page -> page.accounts().stream())
          .map(Account::id)
          .forEach(ids::add);
      return ids;
    }
  }

  private static StaticCredentialsProvider credentials(Session session) {
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
  }
}
