package dev.fleetaccess.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlReaderTest {
  static Stream<Arguments> unreadable() {
    return Stream.of(
        row("a bracket is open", "a: 1\nb: [1, 2\n", "yaml-syntax", 3),
        row("a tab indents", "a:\n\tb: 1\n", "yaml-syntax", 2),
        row("two documents are two manifests", "a: 1\n---\nb: 1\n", "yaml-syntax", 2),
        row("a control character is not text", "a: \u0007\n", "yaml-syntax", 1),
        row("an undefined alias", "a: 1\nb: *x\n", "yaml-alias", 2),
        row(
            "a few aliases stand for millions of values",
            "a: &a [1, 1]\nb: &b [*a, *a]\nc: [*b, *b]\n",
            "yaml-alias",
            2),
        row("a value that holds itself", "a: &a\n  b: *a\n", "yaml-alias", 2),
        row("a merge is an alias too", "a: &a {x: 1}\nb:\n  <<: *a\n", "yaml-alias", 3),
        row("deep nesting exhausts the stack", "[".repeat(100_000), "yaml-depth", 1),
        row("a key is a list", "? [a]\n: 1\n", "yaml-key", 1),
        row("a key is a number", "a: 1\n1: 2\n", "yaml-key", 2),
        row("a key is nothing", "a: 1\n~: 2\n", "yaml-key", 2),
        row("a key stands twice", "a:\n  b: 1\n  c: 2\n  b: 3\n", "yaml-duplicate-key", 4),
        row("a short form is misspelt", "a: !GetAttr b.c\n", "yaml-tag", 1),
        row("a directive that is not known", "%YAML 3.0\n---\na: 1\n", "yaml-syntax", 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadable")
  void whatCannotBeReadIsFoundAtItsLine(String reason, String text, String id, int line) {
    var document = YamlReader.template("file.yaml", text);
    assertThat(document.value()).isEmpty();
    assertThat(document.findings())
        .extracting(finding -> finding.id() + " " + finding.line())
        .containsExactly(id + " " + line);
  }

  static Stream<Arguments> forms() {
    return Stream.of(
        row("a reference", "!Ref A", "{\"Ref\": \"A\"}"),
        row("a substitution", "!Sub 'x${A}'", "{\"Fn::Sub\": \"x${A}\"}"),
        row("an attribute", "!GetAtt A.B.C", "{\"Fn::GetAtt\": [\"A\", \"B.C\"]}"),
        row("an attribute as a list", "!GetAtt [A, B]", "{\"Fn::GetAtt\": [\"A\", \"B\"]}"),
        row("a condition", "!Condition A", "{\"Condition\": \"A\"}"),
        row(
            "one in another",
            "!If [A, !Ref B, !Ref AWS::NoValue]",
            "{\"Fn::If\": [\"A\", {\"Ref\": \"B\"}, {\"Ref\": \"AWS::NoValue\"}]}"),
        row(
            "a mapping as argument",
            "!Transform {Name: AWS::Include}",
            "{\"Fn::Transform\": {\"Name\": \"AWS::Include\"}}"),
        row("block style", "a:\n  - b\n  - 'c'\n", "{\"a\": [\"b\", \"c\"]}"),
        row("JSON indented by tabs", "{\n\t\"a\": \"b\"\n}", "a: b"),
        row("a byte order mark", "\uFEFFa: b", "a: b"),
        row("lines that end as Windows ends them", "a: b\r\nc: d\r\n", "a: b\nc: d\n"),
        row("a folded text", "a: >-\n  b\n  c\n", "a: b c"),
        row("a date is a text", "a: 2012-10-17", "a: \"2012-10-17\""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void theSameIsReadHoweverItIsWritten(String reason, String one, String other) {
    assertThat(digest(one)).isEqualTo(digest(other));
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        row("twelve digits are a number", "222222222222", YamlValue.Kind.NUMBER),
        row("leading zeros stay in the text", "022222222222", YamlValue.Kind.NUMBER),
        row("quotes make a text", "\"222222222222\"", YamlValue.Kind.TEXT),
        row("a truth value", "true", YamlValue.Kind.BOOLEAN),
        row("what CloudFormation takes for one", "yes", YamlValue.Kind.BOOLEAN),
        row("quoted it is a text", "\"yes\"", YamlValue.Kind.TEXT),
        row("nothing", "~", YamlValue.Kind.NULL),
        row("a word", "24h", YamlValue.Kind.TEXT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void aScalarIsTakenForWhatItIs(String reason, String text, YamlValue.Kind kind) {
    var value = YamlReader.template("file.yaml", "a: " + text).value().orElseThrow();
    var scalar = (YamlValue.Scalar) ((YamlValue.Mapping) value).value("a").orElseThrow();
    assertThat(scalar.kind()).isEqualTo(kind);
    if (kind == YamlValue.Kind.NUMBER) {
      assertThat(scalar.text()).isEqualTo(text);
    }
  }

  @Test
  void anEmptyTextIsNoValueAndNoFinding() {
    assertThat(YamlReader.plain("file.yaml", "# only a comment\n"))
        .isEqualTo(new YamlReader.Document(Optional.empty(), List.of()));
  }

  @Test
  void everyValueKnowsItsLine() {
    var root =
        (YamlValue.Mapping)
            YamlReader.template("file.yaml", "# one\na:\n  - b\n  - !Ref c\nd: {e: f}\n")
                .value()
                .orElseThrow();
    var items = (YamlValue.Sequence) root.value("a").orElseThrow();
    assertThat(root.entry("a").orElseThrow().line()).isEqualTo(2);
    assertThat(items.items()).extracting(YamlValue::line).containsExactly(3, 4);
    assertThat(root.entry("d").orElseThrow().line()).isEqualTo(5);
  }

  private static Digest digest(String text) {
    var document = YamlReader.template("file.yaml", text);
    assertThat(document.findings()).isEmpty();
    return CanonicalForm.digest(document.value().orElseThrow(), Map.of(), Map.of());
  }

  private static Arguments row(Object... cells) {
    return Arguments.of(cells);
  }
}
