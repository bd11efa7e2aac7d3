package dev.fleetaccess.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResolverTest {
  private static final String UNREAD = "(as it is written)";
  private static final String NOTHING = "(no value)";

  static Stream<Arguments> values() {
    return Stream.of(
        row("a plain text", "x", "x"),
        row("a parameter's default", "!Ref Colour", "blue"),
        row("a parameter that is filled in", "!Ref OrganizationId", "o-fleetlocal1"),
        row("a list", "!Ref Colours", "[red, green]"),
        row("a pseudo parameter", "!Ref AWS::AccountId", "222222222222"),
        row("no value", "!Ref AWS::NoValue", NOTHING),
        row("no value in a list", "[a, !Ref AWS::NoValue, b]", "[a, b]"),
        row("another resource", "!Ref Role", UNREAD),
        row("a substitution", "!Sub 'x-${Colour}-${AWS::Region}'", "x-blue-us-east-1"),
        row(
            "a substitution with its own names",
            "!Sub ['${a}${Colour}', {a: !Ref Colour}]",
            "blueblue"),
        row("a literal dollar", "!Sub '${!Colour}'", "${Colour}"),
        row("an attribute in a substitution", "!Sub '${Role.Arn}'", UNREAD),
        row("a list in a substitution", "!Sub '${Colours}'", UNREAD),
        row("a join", "!Join ['-', [a, !Ref Colour]]", "a-blue"),
        row("a join of a list parameter", "!Join ['+', !Ref Colours]", "red+green"),
        row("a join of what cannot be read", "!Join ['-', [a, !GetAtt Role.Arn]]", UNREAD),
        row("a selection", "!Select [1, !Ref Colours]", "green"),
        row("a selection beyond the end", "!Select [2, !Ref Colours]", UNREAD),
        row("a text in parts", "!Split [':', 'a:b:']", "[a, b, ]"),
        row("parts by a pattern's character", "!Split ['.', a.b]", "[a, b]"),
        row("a part of a parameter", "!Select [1, !Split [l, !Ref Colour]]", "ue"),
        row("parts of what cannot be read", "!Split [':', !GetAtt Role.Arn]", UNREAD),
        row("parts by nothing", "!Split ['', ab]", UNREAD),
        row("a condition that holds", "!If [Yes, a, b]", "a"),
        row("a condition that does not", "!If [No, a, b]", "b"),
        row("and, or, not", "!If [Mixed, a, b]", "a"),
        row("a condition that is not declared", "!If [Absent, a, b]", UNREAD),
        row("a condition in a circle", "!If [Round, a, b]", UNREAD),
        row("a condition of what cannot be read", "!If [Foreign, a, b]", UNREAD),
        row("a function that is not known here", "!FindInMap [a, b, c]", UNREAD),
        row("a malformed function", "!Join [a]", UNREAD));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void aValueComesOutAsCloudFormationMakesIt(String reason, String written, String expected) {
    Release release = release(written);
    var resolver = Resolver.of(release, release.manifest().stacks().getFirst(), SampleReleases.HUB);
    YamlValue value =
        ((YamlValue.Mapping)
                Resource.of(release.template("FleetAccess-Spoke"))
                    .findFirst()
                    .orElseThrow()
                    .properties())
            .value("Value")
            .orElseThrow();
    assertThat(
            resolver
                .resolve(value)
                .map(found -> found.equals(value) && !written.equals("x") ? UNREAD : show(found)))
        .isEqualTo(expected.equals(NOTHING) ? Optional.empty() : Optional.of(expected));
  }

  static Stream<Arguments> choicesByAccount() {
    return Stream.of(
        row("its id", "!Equals [!Ref AWS::AccountId, '333333333333']", UNREAD),
        row("the other way round", "!Equals ['333333333333', !Ref AWS::AccountId]", UNREAD),
        row("not another", "!Not [!Equals [!Ref AWS::AccountId, '333333333333']]", UNREAD),
        row(
            "one of several",
            "!Or [!Equals [a, b], !Equals [!Ref AWS::AccountId, '333333333333']]",
            UNREAD),
        row("its id in a text", "!Equals [!Sub 'x${AWS::AccountId}', x333333333333]", UNREAD),
        row("its id joined", "!Equals [!Join ['', [!Ref AWS::AccountId]], '333333333333']", UNREAD),
        row(
            "a part of its id",
            "!Equals [!Select [0, !Split ['3', !Ref AWS::AccountId]], '']",
            UNREAD),
        row(
            "its row of a table",
            "!Equals [!FindInMap [Accounts, !Ref AWS::AccountId, Sort], lab]",
            UNREAD),
        row("its stack's id", "!Equals [!Ref AWS::StackId, x]", UNREAD),
        row("whether it is the hub", "!Equals [!Ref AWS::AccountId, !Ref HubAccountId]", "no"),
        row("whether the hub is it", "!Equals ['222222222222', !Sub '${AWS::AccountId}']", "no"),
        row("its stack's name", "!Equals [!Ref AWS::StackName, FleetAccess-Spoke]", "yes"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("choicesByAccount")
  void whatSomeMemberMayGetIsNotTold(String reason, String condition, String expected) {
    String template =
        template("!If [There, yes, no]")
            .replace("Conditions:\n", "Conditions:\n  There: " + condition + "\n")
            .replace("Parameters:\n", "Parameters:\n  HubAccountId: {Type: String}\n");
    Release release = release("x", template);
    var stack = release.manifest().stacks().getFirst();
    Resource role = Resource.of(release.template(stack.name())).findFirst().orElseThrow();
    var resolver = Resolver.of(release, stack, Resolver.ANY_MEMBER);
    String found = resolver.properties(role).value("Value").map(ResolverTest::show).orElseThrow();
    assertThat(found).isEqualTo(expected.equals(UNREAD) ? "{...}" : expected);
  }

  @Test
  void noPartOfAnUnknownAccountsIdIsTold() {
    Release release =
        release("!Select [0, !Split ['3', !Sub 'iam:Create${AWS::AccountId}AccessKey']]");
    var stack = release.manifest().stacks().getFirst();
    Resource role = Resource.of(release.template(stack.name())).findFirst().orElseThrow();
    assertThat(
            Resolver.of(release, stack, Resolver.ANY_MEMBER)
                .properties(role)
                .value("Value")
                .map(ResolverTest::show))
        .contains("{...}");
    assertThat(
            Resolver.of(release, stack, SampleReleases.HUB)
                .properties(role)
                .value("Value")
                .map(ResolverTest::show))
        .contains("iam:Create222222222222AccessKey");
  }

  @Test
  void conditionsMadeOfConditionsWithoutEndAreNotFollowed() {
    var conditions = new StringBuilder("  C0: !Equals [a, a]\n");
    for (int i = 1; i < 1_000; i++) {
      int before = i - 1;
      conditions.append(
          "  C%d: !And [!Condition C%d, !Condition C%d]\n".formatted(i, before, before));
    }
    String template = template("x").replace("Conditions:\n", "Conditions:\n" + conditions);
    Release release = release("x", template);
    var resolver = Resolver.of(release, release.manifest().stacks().getFirst(), SampleReleases.HUB);
    assertThat(choice(resolver, "C50")).isEqualTo("a");
    assertThat(choice(resolver, "C999")).isEqualTo("{...}");
  }

  private static String choice(Resolver resolver, String condition) {
    var value = YamlReader.template("x", "!If [" + condition + ", a, b]").value().orElseThrow();
    return show(resolver.resolve(value).orElseThrow());
  }

  private static String show(YamlValue value) {
    return switch (value) {
      case YamlValue.Scalar scalar -> scalar.text();
      case YamlValue.Sequence sequence ->
          sequence.items().stream().map(ResolverTest::show).toList().toString();
      case YamlValue.Mapping mapping -> "{...}";
    };
  }

  private static Release release(String value) {
    return release(value, template(value));
  }

  private static Release release(String value, String template) {
    return SampleReleases.release(
        SampleReleases.commit('a'),
        Map.of(
            "fleet.yaml",
            """
            version: 1
            hub: "222222222222"
            region: us-east-1
            access: [OrganizationAccountAccessRole]
            stacks: [{name: FleetAccess-Spoke, template: spoke.yaml, in: spokes}]
            """,
            "spoke.yaml",
            template));
  }

  private static String template(String value) {
    return """
    Parameters:
      Colour: {Type: String, Default: blue}
      Colours: {Type: CommaDelimitedList, Default: "red, green"}
      OrganizationId: {Type: String}
    Conditions:
      Yes: !Equals [!Ref Colour, blue]
      No: !Not [!Condition Yes]
      Mixed: !And [!Or [!Condition No, !Condition Yes], !Not [!Condition No]]
      Round: !Not [!Condition Round]
      Foreign: !Equals [!ImportValue x, y]
    Resources:
      Role:
        Type: AWS::IAM::Role
        Properties:
          Value: VALUE
    """
        .replace("VALUE", value);
  }

  private static Arguments row(String reason, String written, String expected) {
    return Arguments.of(reason, written, expected);
  }
}
