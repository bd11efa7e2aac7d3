package dev.fleetaccess.aws;

/** A service of AWS that is called from here, as far as its errors differ from the others'. */
enum AwsService {
  ACCESS_ANALYZER,
  CLOUDFORMATION,
  CODECOMMIT,
  DYNAMODB,
  EVENTBRIDGE,
  IAM,
  ORGANIZATIONS,
  SNS,
  SQS,
  STS
}
