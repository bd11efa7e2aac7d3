package dev.fleetaccess.local.sim.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.template.ParameterValues.Given;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  private static final Set<String> TYPES = Set.of("AWS::IAM::Role");
  private static final Map<String, String> PSEUDO =
      Map.of("AWS::AccountId", "222222222222", "AWS::Partition", "aws-us-gov");
  private static final String FRAME =
      """
      Parameters:
        Name: {Type: String, Default: hub}
        Services: {Type: CommaDelimitedList, Default: "lambda.amazonaws.com, ec2.amazonaws.com"}
        Nothing: {Type: CommaDelimitedList, Default: ""}
      Mappings:
        Sizes: {big: {count: 3}}
      Conditions:
        IsHub: !Equals [!Ref Name, hub]
        IsSpoke: !Not [{Condition: IsHub}]
        Either: !Or [{Condition: IsSpoke}, !Equals [!Join ["", !Ref Nothing], ""]]
        Both: !And [{Condition: IsHub}, {Condition: IsSpoke}]
      Resources:
        Other: {Type: AWS::IAM::Role}
        Role:
          Type: AWS::IAM::Role
          Properties:
            Value:\
      """;

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          !Ref Name                                        | "hub"            | a parameter
          !Ref AWS::AccountId                              | "222222222222"   | a pseudo parameter
          !Ref Services                                    | ["lambda.amazonaws.com","ec2.amazonaws.com"] | a list, trimmed
          !Ref Nothing                                     | [""]             | an empty list has one empty text
          !Ref Other                                       | "{{Other}}"      | another resource
          !GetAtt Other.Arn                                | "{{Other.Arn}}"  | its attribute
          {"Fn::GetAtt": [Other, Arn]}                     | "{{Other.Arn}}"  | the long form
          !Sub "arn:${AWS::Partition}:x:${Name}:${Other.Arn}" | "arn:aws-us-gov:x:hub:{{Other.Arn}}" | a text with variables
          !Sub ["${A}-${Name}-${!Left}", {A: !Ref Name}]   | "hub-hub-${Left}" | own variables, and one left alone
          !Join ["-", [a, !Ref Name]]                      | "a-hub"          | a join
          !Join [",", !Ref Services]                       | "lambda.amazonaws.com,ec2.amazonaws.com" | a join of a list
          !Select [1, !Split [":", "a:b:c"]]               | "b"              | a part of a split
          !FindInMap [Sizes, big, count]                   | 3                | a mapping
          !If [IsHub, yes, no]                             | "yes"            | a condition that holds
          !If [IsSpoke, yes, no]                           | "no"             | its opposite
          !If [Either, yes, no]                            | "yes"            | one of two
          !If [Both, yes, no]                              | "no"             | not both
          [a, !If [IsSpoke, b, !Ref AWS::NoValue]]         | ["a"]            | no value in a list
          {a: !If [IsSpoke, b, !Ref AWS::NoValue], c: d}   | {"c":"d"}        | no value in an object
          2012-10-17                                       | "2012-10-17"     | a date stays a text
          "012345678901"                                   | "012345678901"   | so does a quoted number
          """)
  void functionsAreEvaluated(String expression, String expected, String reason) {
    var template = Template.parse(FRAME + " " + expression + "\n", TYPES);
    var parameters = ParameterValues.of(template, List.of(), Map.of());
    var evaluation = new Evaluation(template, parameters, PSEUDO, MadeResources.unmade());

    assertThat(evaluation.properties(template.resources().get("Role")).get("Value").toString())
        .as(reason)
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"Resources":{"A":{"Type":"AWS::S3::Bucket"}}}         | Template format error: Unrecognized resource types: [AWS::S3::Bucket]
          {"Resources":{}}                                       | Template format error: At least one Resources member must be defined.
          {"Resources":{"A":{}}}                                 | Template format error: [/Resources/A] Every Resources object must contain a Type member.
          {"Resources":{"A":{"Type":"AWS::IAM::Role","Properties":{"X":{"Ref":"B"}}}}} | Template format error: Unresolved resource dependencies [B] in the Resources block of the template
          {"Resources":{"A":{"Type":"AWS::IAM::Role","Properties":{"X":{"Ref":"A"}}}}} | Circular dependency between resources: [A]
          {"Recources":{}}                                       | Invalid template property or properties [Recources]
          {"Resources"                                           | Template format error: JSON not well-formed. (line 1, column 13)
          A: [                                                   | Template format error: YAML not well-formed. (line 1, column 5)
          just words                                             | Template format error: unsupported structure.
          """)
  void whatIsWrongWithATemplateIsSaid(String text, String message) {
    assertThatThrownBy(() -> Template.parse(text, TYPES))
        .isInstanceOfSatisfying(
            AwsError.class, error -> assertThat(error.code()).isEqualTo("ValidationError"))
        .hasMessage(message);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          A=x   | Parameters: [B] must have values
          A=x,B=1,C=y | Parameters: [C] do not exist in the template
          A=z,B=1 | Parameter 'A' must be one of AllowedValues
          A=x,B=2000 | Parameter 'B' must match pattern [0-9]{1,3}
          A,B=1 | Invalid input for parameter key A. Cannot specify usePreviousValue as true for a parameter key not in the previous template
          """)
  void parametersAreChecked(String given, String message) {
    var template =
        Template.parse(
            """
            {"Parameters":{"A":{"Type":"String","AllowedValues":["x","y"]},
                           "B":{"Type":"String","AllowedPattern":"[0-9]{1,3}"}},
             "Resources":{"R":{"Type":"AWS::IAM::Role"}}}\
            """,
            TYPES);
    var list =
        java.util.Arrays.stream(given.split(","))
            .map(each -> each.split("="))
            .map(
                each ->
                    new Given(each[0], each.length == 2 ? Optional.of(each[1]) : Optional.empty()))
            .toList();

    assertThatThrownBy(() -> ParameterValues.of(template, list, Map.of())).hasMessage(message);
  }

  @Test
  void aPreviousValueIsTakenOver() {
    var template =
        Template.parse(
            """
            {"Parameters":{"A":{"Type":"String"}},"Resources":{"R":{"Type":"AWS::IAM::Role"}}}\
            """,
            TYPES);

    assertThat(
            ParameterValues.of(
                template, List.of(new Given("A", Optional.empty())), Map.of("A", "before")))
        .containsExactly(Map.entry("A", "before"));
  }
}
