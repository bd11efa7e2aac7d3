package dev.fleetaccess.cli.deploy;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.AccountNotFoundException;
import software.amazon.awssdk.services.organizations.model.OrganizationFeatureSet;
import software.amazon.awssdk.services.sts.StsClient;

/** The place as AWS shows it to the credentials and in the region that the SDK finds. */
public final class AwsPremises implements Premises {
  private final Region region;

  /**
   * @param region the region that is chosen
   */
  public AwsPremises(String region) {
    this.region = Region.of(region);
  }

  @Override
  public String region() {
    return region.id();
  }

  @Override
  public String partition() {
    return PartitionMetadata.of(region).id();
  }

  @Override
  public AccountId caller() {
    return told(
        () -> {
          try (var sts = StsClient.builder().region(region).build()) {
            return new AccountId(sts.getCallerIdentity().account());
          }
        });
  }

  @Override
  public Headquarters organization() {
    return told(
        () -> {
          try (var organizations = OrganizationsClient.builder().region(region).build()) {
            var facts = organizations.describeOrganization().organization();
            return new Headquarters(
                new AccountId(facts.masterAccountId()),
                facts.featureSet() == OrganizationFeatureSet.ALL);
          }
        });
  }

  @Override
  public Optional<String> stateOf(AccountId account) {
    return told(
        () -> {
          try (var organizations = OrganizationsClient.builder().region(region).build()) {
            return Optional.of(
                organizations
                    .describeAccount(request -> request.accountId(account.value()))
                    .account()
                    .statusAsString());
          } catch (AccountNotFoundException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public int concurrency() {
    return told(
        () -> {
          try (var lambda = LambdaClient.builder().region(region).build()) {
            return lambda.getAccountSettings().accountLimit().concurrentExecutions();
          }
        });
  }

  @Override
  public List<Trail> trails() {
    return told(
        () -> {
          try (var cloudTrail = CloudTrailClient.builder().region(region).build()) {
            var trails = new ArrayList<Trail>();
            for (var trail : cloudTrail.describeTrails().trailList()) {
              trails.add(
                  new Trail(
                      trail.name(),
                      Boolean.TRUE.equals(trail.isMultiRegionTrail())
                          || region.id().equals(trail.homeRegion()),
                      Boolean.TRUE.equals(
                          cloudTrail
                              .getTrailStatus(request -> request.name(trail.trailARN()))
                              .isLogging()),
                      recordsWrites(
                          cloudTrail.getEventSelectors(
                              request -> request.trailName(trail.trailARN())))));
            }
            return trails;
          }
        });
  }

  /** A trail has selectors of the one kind or of the other. */
  private static boolean recordsWrites(GetEventSelectorsResponse selectors) {
    return selectors.eventSelectors().stream().anyMatch(AwsPremises::recordsWrites)
        || selectors.advancedEventSelectors().stream()
            .anyMatch(
                selector ->
                    selector.fieldSelectors().stream()
                            .anyMatch(
                                field ->
                                    field.field().equals("eventCategory")
                                        && field.equalsValue().contains("Management"))
                        && selector.fieldSelectors().stream()
                            .noneMatch(
                                field ->
                                    field.field().equals("readOnly")
                                        && field.equalsValue().contains("true")));
  }

  private static boolean recordsWrites(EventSelector selector) {
    return !Boolean.FALSE.equals(selector.includeManagementEvents())
        && selector.readWriteType() != ReadWriteType.READ_ONLY;
  }

  @Override
  public Optional<String> stack(String name) {
    return told(
        () -> {
          try (var cloudFormation = CloudFormationClient.builder().region(region).build()) {
            return cloudFormation
                .describeStacks(request -> request.stackName(name))
                .stacks()
                .stream()
                .findFirst()
                .map(stack -> stack.stackStatusAsString());
          } catch (CloudFormationException e) {
            if (e.awsErrorDetails().errorMessage().contains("does not exist")) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  @Override
  public Optional<String> role(String name) {
    return told(
        () -> {
          try (var iam = IamClient.builder().region(region).build()) {
            return Optional.of(iam.getRole(request -> request.roleName(name)).role().arn());
          } catch (NoSuchEntityException e) {
            return Optional.empty();
          }
        });
  }

  private static <T> T told(Supplier<T> look) {
    try {
      return look.get();
    } catch (AwsServiceException e) {
      var details = Optional.ofNullable(e.awsErrorDetails());
      throw new RemoteFailure(
          new Failure(
              Failure.Kind.UNKNOWN,
              details.map(found -> found.errorCode()).orElse("HTTP " + e.statusCode()),
              details.map(found -> found.errorMessage()).orElse("the service gave no reason")),
          e);
    } catch (SdkException e) {
      throw new RemoteFailure(
          new Failure(Failure.Kind.UNAVAILABLE, "NoAnswer", String.valueOf(e.getMessage())), e);
    }
  }
}
