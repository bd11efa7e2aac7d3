package dev.fleetaccess.local.sim.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetaccess.local.sim.base.AwsError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDocumentTest {
  private static final RequestContext CONTEXT =
      RequestContext.of(
          Map.of(
              "aws:PrincipalArn", List.of("arn:aws:iam::222222222222:role/security/hub-001"),
              "aws:PrincipalAccount", List.of("222222222222"),
              "aws:PrincipalOrgID", List.of("o-one"),
              "aws:TagKeys", List.of("purpose", "owner"),
              "aws:RequestTag/purpose", List.of("Proof"),
              "aws:SecureTransport", List.of("true"),
              "size", List.of("12")));

  @ParameterizedTest(name = "{3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"StringEquals":{"aws:PrincipalOrgID":"o-one"}}                    | ALLOW  | | equal texts
          {"StringEquals":{"aws:principalorgid":["o-two","o-one"]}}          | ALLOW  | | one of several, key in another case
          {"StringEquals":{"aws:RequestTag/purpose":"proof"}}                | SILENT | | texts differ in case
          {"StringEqualsIgnoreCase":{"aws:RequestTag/purpose":"proof"}}      | ALLOW  | | case does not matter here
          {"StringNotEquals":{"aws:PrincipalOrgID":["o-two","o-one"]}}       | SILENT | | not equal to any of them
          {"StringNotEquals":{"aws:SourceAccount":"1"}}                      | ALLOW  | | a key that is absent is not equal
          {"StringEquals":{"aws:SourceAccount":"1"}}                         | SILENT | | nor is it equal
          {"StringEqualsIfExists":{"aws:SourceAccount":"1"}}                 | ALLOW  | | absent, and only asked for if it exists
          {"StringLike":{"aws:PrincipalOrgID":"o-*"}}                        | ALLOW  | | wildcard
          {"StringLike":{"aws:PrincipalOrgID":"o-o?"}}                       | SILENT | | one character is not two
          {"StringEquals":{"aws:PrincipalOrgID":"o-*"}}                      | SILENT | | no wildcard in StringEquals
          {"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::222222222222:role/security/hub-001"}} | ALLOW | | the role with its path
          {"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::222222222222:role/hub-001"}}          | SILENT | | another path is another role
          {"ArnLike":{"aws:PrincipalArn":"arn:*:iam::*:role/security/*"}}    | ALLOW  | | wildcards part by part
          {"ArnLike":{"aws:PrincipalArn":"arn:*:role/security/hub-001"}}     | SILENT | | a wildcard does not cross a colon
          {"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::222222222222:role/other"}} | ALLOW | | another ARN
          {"Bool":{"aws:SecureTransport":"true"}}                            | ALLOW  | | booleans
          {"Null":{"sts:ExternalId":"true"}}                                 | ALLOW  | | has to be absent and is
          {"Null":{"aws:PrincipalOrgID":"true"}}                             | SILENT | | has to be absent and is not
          {"NumericLessThanEquals":{"size":"12"}}                            | ALLOW  | | numbers
          {"NumericGreaterThan":{"size":12}}                                 | SILENT | | not greater than itself
          {"ForAllValues:StringEquals":{"aws:TagKeys":["purpose","owner","x"]}} | ALLOW | | every value is allowed
          {"ForAllValues:StringEquals":{"aws:TagKeys":["purpose"]}}          | SILENT | | one value is not
          {"ForAnyValue:StringEquals":{"aws:TagKeys":["purpose"]}}           | ALLOW  | | one value is enough
          {"ForAllValues:StringEquals":{"sts:TransitiveTagKeys":["x"]}}      | ALLOW  | | no value at all violates nothing
          {"ForAnyValue:StringEquals":{"sts:TransitiveTagKeys":["x"]}}       | SILENT | | no value at all fulfils nothing
          {"StringEquals":{"aws:PrincipalAccount":"${aws:PrincipalAccount}"}} | ALLOW | | a policy variable
          {"StringEquals":{"aws:PrincipalAccount":"${aws:SourceAccount}"}}   | SILENT | | a variable without a value
          {"StringEquals":{"aws:PrincipalOrgID":"o-one"},"Bool":{"aws:SecureTransport":"false"}} | SILENT | | all operators have to hold
          """)
  void conditionsHoldAsIamSays(String condition, Verdict expected, String none, String reason) {
    var policy =
        PolicyDocument.parse(
            "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":"
                + condition
                + "}}");

    assertThat(policy.evaluate(new AccessQuestion("sts:AssumeRole", "*", CONTEXT)))
        .as(reason)
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "Action":"IAM:getrole","Resource":"*"                                    | ALLOW  | | actions have no case
          "Action":"iam:Get*","Resource":"arn:aws:iam::*:role/security/*"          | ALLOW  | | wildcards in both
          "Action":"iam:Get*","Resource":"arn:aws:iam::*:role/other/*"             | SILENT | | another path
          "Action":"iam:Put*","Resource":"*"                                       | SILENT | | another verb
          "NotAction":"sts:*","Resource":"*"                                       | ALLOW  | | everything but STS
          "NotAction":"iam:*","Resource":"*"                                       | SILENT | | everything but this
          "Action":"*","NotResource":"arn:aws:iam::*:role/security/*"              | SILENT | | every resource but this
          "Action":"*","Resource":"arn:aws:iam::${aws:PrincipalAccount}:role/*"    | ALLOW  | | a variable in the resource
          """)
  void statementsCoverActionsAndResources(
      String elements, Verdict expected, String none, String reason) {
    var policy = PolicyDocument.parse("{\"Statement\":[{\"Effect\":\"Allow\"," + elements + "}]}");
    var question =
        new AccessQuestion(
            "iam:GetRole", "arn:aws:iam::222222222222:role/security/hub-001", CONTEXT);

    assertThat(policy.evaluate(question)).as(reason).isEqualTo(expected);
  }

  @Test
  void aDenialWinsOverAnAllowanceWhateverTheirOrder() {
    var policy =
        PolicyDocument.parse(
            """
            {"Statement":[{"Effect":"Deny","Action":"iam:GetRole","Resource":"*"},
                          {"Effect":"Allow","Action":"*","Resource":"*"}]}\
            """);

    assertThat(policy.evaluate(new AccessQuestion("iam:GetRole", "*", CONTEXT)))
        .isEqualTo(Verdict.DENY);
    assertThat(policy.evaluate(new AccessQuestion("iam:ListRoles", "*", CONTEXT)))
        .isEqualTo(Verdict.ALLOW);
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}    | NotSimulated            | an address is not known here
          {"StringEquals":{"aws:Invented":"x"}}          | NotSimulated            | nor is a key that nobody sets
          {"DateLessThan":{"aws:SecureTransport":"x"}}   | NotSimulated            | nor are dates
          {"StringSounds":{"aws:PrincipalOrgID":"x"}}    | MalformedPolicyDocument | IAM has no such operator
          """)
  void whatCannotBeEvaluatedIsAnErrorAndNeverTrue(String condition, String code, String reason) {
    assertThatThrownBy(
            () ->
                PolicyDocument.parse(
                        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\","
                            + "\"Condition\":"
                            + condition
                            + "}}")
                    .evaluate(new AccessQuestion("sts:AssumeRole", "*", CONTEXT)))
        .as(reason)
        .isInstanceOfSatisfying(AwsError.class, error -> assertThat(error.code()).isEqualTo(code));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"Statement":[{"Effect":"Perhaps","Action":"*"}]}             | no such effect
          {"Statement":[{"Effect":"Allow"}]}                            | no action
          {"Statement":[{"Effect":"Allow","Action":"GetRole"}]}         | an action without its service
          {"Statement":[{"Effect":"Allow","Action":"*","Recource":1}]}  | an element that does not exist
          {"Version":"2012-10-17"}                                      | no statement
          not json                                                      | not JSON
          """)
  void malformedPoliciesAreRefused(String text, String reason) {
    assertThatThrownBy(() -> PolicyDocument.parse(text))
        .as(reason)
        .isInstanceOfSatisfying(
            AwsError.class, error -> assertThat(error.code()).isEqualTo("MalformedPolicyDocument"));
  }
}
