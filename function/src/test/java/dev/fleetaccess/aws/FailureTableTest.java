package dev.fleetaccess.aws;

import static dev.fleetaccess.aws.AwsService.CLOUDFORMATION;
import static dev.fleetaccess.aws.AwsService.CODECOMMIT;
import static dev.fleetaccess.aws.AwsService.DYNAMODB;
import static dev.fleetaccess.aws.AwsService.IAM;
import static dev.fleetaccess.aws.AwsService.ORGANIZATIONS;
import static dev.fleetaccess.aws.AwsService.SQS;
import static dev.fleetaccess.aws.AwsService.STS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.Failure.Kind;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.LimitExceededException;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;
import software.amazon.awssdk.services.codecommit.model.EncryptionKeyUnavailableException;
import software.amazon.awssdk.services.codecommit.model.FileTooLargeException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.ServiceFailureException;
import software.amazon.awssdk.services.organizations.model.InvalidInputException;
import software.amazon.awssdk.services.organizations.model.ServiceException;
import software.amazon.awssdk.services.organizations.model.TooManyRequestsException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sts.model.RegionDisabledException;
import software.amazon.awssdk.services.sts.model.StsException;

/** The table read by the exceptions that the SDK really throws. */
class FailureTableTest {
  private static final String IN_PROGRESS =
      "Stack:arn:aws:cloudformation:us-east-1:111122223333:stack/FleetAccess-Spoke/1 is in"
          + " UPDATE_IN_PROGRESS state and can not be updated.";
  private static final String REFUSED =
      "User: arn:aws:sts::300000000001:assumed-role/OrganizationAccountAccessRole/x is not"
          + " authorized to perform: iam:CreateRole on resource:"
          + " arn:aws:iam::300000000001:role/security/spoke-001 ";
  private static final String CONTROL_POLICY =
      "arn:aws:organizations::111111111111:policy/o-a1b2c3d4e5/service_control_policy/p-12345678";
  private static final String POLICY =
      "User: arn:aws:sts::111111111111:assumed-role/FleetAccess-Worker/x is not authorized to"
          + " perform: iam:CreateRole with an explicit deny in a service control policy";

  @ParameterizedTest(name = "{0}: {5}")
  @MethodSource("realExceptions")
  void anExceptionOfTheSdkIsNamed(
      AwsService service,
      AwsServiceException.Builder exception,
      String code,
      String message,
      Kind kind,
      String reason) {
    AwsServiceException thrown = AwsFailuresTest.with(exception, code, message, 400);

    assertThat(AwsFailures.failure(service, thrown))
        .as(reason)
        .isEqualTo(new Failure(kind, code, message));
  }

  static List<Arguments> realExceptions() {
    return List.of(
        row(
            STS,
            StsException.builder(),
            "AccessDenied",
            "not authorized",
            Kind.DENIED,
            "a role that is missing or distrusts us"),
        row(
            STS,
            StsException.builder(),
            "AccessDenied",
            POLICY,
            Kind.DENIED_BY_CONTROL_POLICY,
            "no role of ours can lift it"),
        row(
            IAM,
            IamException.builder(),
            "AccessDenied",
            REFUSED + "with an explicit deny in a service control policy: " + CONTROL_POLICY,
            Kind.DENIED_BY_CONTROL_POLICY,
            "AWS names the policy now"),
        row(
            IAM,
            IamException.builder(),
            "AccessDenied",
            REFUSED + "because no service control policy allows the iam:CreateRole action",
            Kind.DENIED_BY_CONTROL_POLICY,
            "a control policy that allows by name and leaves it out"),
        row(
            STS,
            StsException.builder(),
            "AccessDenied",
            REFUSED + "with an explicit deny in a resource control policy",
            Kind.DENIED_BY_CONTROL_POLICY,
            "a policy of the resource's organization"),
        row(
            STS,
            StsException.builder(),
            "AccessDenied",
            REFUSED + "because no resource control policy allows the sts:AssumeRole action",
            Kind.DENIED_BY_CONTROL_POLICY,
            "the same, left out"),
        row(
            IAM,
            IamException.builder(),
            "AccessDenied",
            REFUSED + "because no permissions boundary allows the iam:CreateRole action",
            Kind.DENIED,
            "a boundary is the account's own, and can be mended there"),
        row(
            IAM,
            IamException.builder(),
            "AccessDenied",
            REFUSED + "because no identity-based policy allows the iam:CreateRole action",
            Kind.DENIED,
            "the role's own policy"),
        row(
            STS,
            RegionDisabledException.builder(),
            "RegionDisabledException",
            "STS is not activated in this region for account:1",
            Kind.NOT_READY,
            "a new account"),
        row(
            STS,
            StsException.builder(),
            "InvalidClientTokenId",
            "The security token included in the request is invalid",
            Kind.NOT_READY,
            "a new account"),
        row(
            CLOUDFORMATION,
            CloudFormationException.builder(),
            "OptInRequired",
            "The AWS Access Key Id needs a subscription for the service",
            Kind.NOT_READY,
            "a new account"),
        row(
            CLOUDFORMATION,
            CloudFormationException.builder(),
            "Throttling",
            "Rate exceeded",
            Kind.THROTTLED,
            "two writes a second an account"),
        row(
            CLOUDFORMATION,
            CloudFormationException.builder(),
            "ValidationError",
            IN_PROGRESS,
            Kind.CONFLICT,
            "somebody works on the stack"),
        row(
            CLOUDFORMATION,
            CloudFormationException.builder(),
            "ValidationError",
            "Stack with id FleetAccess-Spoke does not exist",
            Kind.CONFLICT,
            "it went away since the look"),
        row(
            CLOUDFORMATION,
            CloudFormationException.builder(),
            "ValidationError",
            "Stack [FleetAccess-Spoke] does not exist",
            Kind.CONFLICT,
            "the same, as an update says it"),
        row(
            CLOUDFORMATION,
            CloudFormationException.builder(),
            "ValidationError",
            "Template format error: Unresolved resource dependencies [X] in the Resources block of"
                + " the template",
            Kind.INVALID,
            "a wrong template"),
        row(
            CLOUDFORMATION,
            CloudFormationException.builder(),
            "ValidationError",
            "Parameters: [Hub] do not exist in the template",
            Kind.INVALID,
            "a wrong parameter is not a missing stack"),
        row(
            CLOUDFORMATION,
            AlreadyExistsException.builder(),
            "AlreadyExistsException",
            "Stack [FleetAccess-Spoke] already exists",
            Kind.CONFLICT,
            "somebody was quicker"),
        row(
            CLOUDFORMATION,
            TokenAlreadyExistsException.builder(),
            "TokenAlreadyExistsException",
            "used",
            Kind.CONFLICT,
            "an operation with our token runs"),
        row(
            CLOUDFORMATION,
            InsufficientCapabilitiesException.builder(),
            "InsufficientCapabilitiesException",
            "Requires capabilities : [CAPABILITY_NAMED_IAM]",
            Kind.INVALID,
            "the template wants more"),
        row(
            CLOUDFORMATION,
            LimitExceededException.builder(),
            "LimitExceededException",
            "Limit for stack has been exceeded",
            Kind.LIMIT,
            "2,000 stacks"),
        row(
            CLOUDFORMATION,
            CloudFormationException.builder(),
            "AccessDenied",
            "not authorized to perform: cloudformation:DescribeStacks",
            Kind.DENIED,
            "the access role may not"),
        row(
            ORGANIZATIONS,
            TooManyRequestsException.builder(),
            "TooManyRequestsException",
            "slow down",
            Kind.THROTTLED,
            "eight pages a second"),
        row(
            ORGANIZATIONS,
            InvalidInputException.builder(),
            "InvalidInputException",
            "bad token",
            Kind.INVALID,
            "a cursor that is refused"),
        row(
            ORGANIZATIONS,
            ServiceException.builder(),
            "ServiceException",
            "sorry",
            Kind.UNAVAILABLE,
            "the service's own trouble"),
        row(
            CODECOMMIT,
            FileTooLargeException.builder(),
            "FileTooLargeException",
            "6 MB",
            Kind.INVALID,
            "no template is so large"),
        row(
            CODECOMMIT,
            EncryptionKeyUnavailableException.builder(),
            "EncryptionKeyUnavailableException",
            "later",
            Kind.UNAVAILABLE,
            "its key comes back"),
        row(
            DYNAMODB,
            ProvisionedThroughputExceededException.builder(),
            "ProvisionedThroughputExceededException",
            "later",
            Kind.THROTTLED,
            "a hot key"),
        row(
            DYNAMODB,
            TransactionCanceledException.builder(),
            "TransactionCanceledException",
            "cancelled [TransactionConflict, None]",
            Kind.CONFLICT,
            "two writers on a row"),
        row(
            DYNAMODB,
            TransactionCanceledException.builder(),
            "TransactionCanceledException",
            "cancelled [ThrottlingError, None]",
            Kind.THROTTLED,
            "a hot key"),
        row(
            DYNAMODB,
            DynamoDbException.builder(),
            "UnrecognizedClientException",
            "The security token included in the request is invalid.",
            Kind.NOT_READY,
            "a session not known yet"),
        row(
            CLOUDFORMATION,
            ChangeSetNotFoundException.builder(),
            "ChangeSetNotFound",
            "ChangeSet [x] does not exist",
            Kind.CONFLICT,
            "carried out or deleted since the look"),
        row(
            CLOUDFORMATION,
            InvalidChangeSetStatusException.builder(),
            "InvalidChangeSetStatus",
            "cannot be executed in its current status",
            Kind.CONFLICT,
            "somebody was quicker"),
        row(
            IAM,
            NoSuchEntityException.builder(),
            "NoSuchEntity",
            "The role policy with name extra cannot be found.",
            Kind.CONFLICT,
            "removed since the look"),
        row(
            IAM,
            ServiceFailureException.builder(),
            "ServiceFailure",
            "later",
            Kind.UNAVAILABLE,
            "IAM in trouble"),
        row(
            SQS,
            QueueDoesNotExistException.builder(),
            "QueueDoesNotExist",
            "no such queue",
            Kind.UNKNOWN,
            "nothing a table foresaw: raw words"));
  }

  private static Arguments row(
      AwsService service,
      AwsServiceException.Builder exception,
      String code,
      String message,
      Kind kind,
      String reason) {
    return arguments(service, exception, code, message, kind, reason);
  }
}
