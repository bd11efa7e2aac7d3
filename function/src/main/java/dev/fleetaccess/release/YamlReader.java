package dev.fleetaccess.release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML, and JSON as YAML, into values that know their lines. Whatever is wrong with the text
 * becomes a finding, never an exception.
 *
 * <p>Aliases are refused, as CloudFormation refuses them: a few lines of them can stand for
 * millions of values.
 */
public final class YamlReader {
  /** How deep values may be nested; far more than any template needs, far less than the stack. */
  static final int DEEPEST = 100;

  private static final int LARGEST = 1_048_576;

  /** Words that YAML 1.1, which CloudFormation reads, takes for truth values, and 1.2 for text. */
  private static final Set<String> OLD_TRUTH_VALUES = Set.of("yes", "no", "on", "off", "y", "n");

  private final String file;
  private final boolean template;
  private final List<Finding> findings = new ArrayList<>();

  private YamlReader(String file, boolean template) {
    this.file = file;
    this.template = template;
  }

  /**
   * What was read.
   *
   * @param value empty when the text is empty or a finding says why it could not be read
   * @param findings what is wrong with the text, all of them errors
   */
  public record Document(Optional<YamlValue> value, List<Finding> findings) {
    public Document {
      findings = List.copyOf(findings);
    }
  }

  /** Reads a plain document; a tag is a finding. */
  public static Document plain(String file, String text) {
    return new YamlReader(file, false).read(text);
  }

  /** Reads a CloudFormation template; its short forms become long forms. */
  public static Document template(String file, String text) {
    return new YamlReader(file, true).read(text);
  }

  private Document read(String text) {
    var settings =
        LoadSettings.builder()
            .setLabel(file)
            .setSchema(new CoreSchema())
            .setCodePointLimit(LARGEST)
            .setAllowNonScalarKeys(true)
            .build();
    String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
    Optional<YamlValue> value = Optional.empty();
    try {
      if (isSafe(new Parse(settings).parseString(clean))) {
        value = new Compose(settings).composeString(clean).map(this::value);
      }
    } catch (MarkedYamlEngineException problem) {
      int line = line(problem.getProblemMark().or(problem::getContextMark));
      error("yaml-syntax", line, "This is not YAML: " + problem.getProblem() + ".");
    } catch (YamlEngineException problem) {
      error("yaml-syntax", 1, "This is not YAML: " + firstLine(problem.getMessage()) + ".");
    }
    return new Document(findings.isEmpty() ? value : Optional.empty(), findings);
  }

  /** Looks at the flat stream of events first: building a value from them is recursive. */
  private boolean isSafe(Iterable<Event> events) {
    int depth = 0;
    for (Event event : events) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        case Alias -> {
          String name = ((AliasEvent) event).getAlias().getValue();
          error(
              "yaml-alias",
              line(event.getStartMark()),
              "The alias '*" + name + "' is not read, as CloudFormation reads none: write it out.");
          return false;
        }
        case Comment, DocumentEnd, DocumentStart, Scalar, StreamEnd, StreamStart -> {}
      }
      if (depth > DEEPEST) {
        error(
            "yaml-depth",
            line(event.getStartMark()),
            "Values are nested deeper than " + DEEPEST + " levels here: flatten them.");
        return false;
      }
    }
    return true;
  }

  private YamlValue value(Node node) {
    int line = line(node.getStartMark());
    String tag = node.getTag().getValue();
    if (tag.startsWith("!")) {
      return tagged(node, tag.substring(1), line);
    }
    return switch (node) {
      case ScalarNode scalar -> new YamlValue.Scalar(scalar.getValue(), kind(scalar), line);
      case SequenceNode sequence ->
          new YamlValue.Sequence(sequence.getValue().stream().map(this::value).toList(), line);
      case MappingNode mapping -> mapping(mapping, line);
      default -> throw new IllegalStateException("a node of an unknown sort: " + node);
    };
  }

  private YamlValue.Mapping mapping(MappingNode node, int line) {
    var entries = new ArrayList<YamlValue.Entry>();
    Map<String, Integer> seen = new HashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      int keyLine = line(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode key) || !key.getTag().equals(Tag.STR)) {
        error("yaml-key", keyLine, "A key is a text: put it in quotes.");
        continue;
      }
      Integer before = seen.putIfAbsent(key.getValue(), keyLine);
      if (before != null) {
        error(
            "yaml-duplicate-key",
            keyLine,
            "The key '"
                + key.getValue()
                + "' stands on line "
                + before
                + " already: keep one of them.");
        continue;
      }
      entries.add(new YamlValue.Entry(key.getValue(), keyLine, value(tuple.getValueNode())));
    }
    return new YamlValue.Mapping(entries, line);
  }

  private YamlValue tagged(Node node, String name, int line) {
    if (!template || !ShortForm.isKnown(name)) {
      error(
          "yaml-tag",
          line,
          template
              ? "The short form '!"
                  + name
                  + "' is not one of CloudFormation's; the nearest is '!"
                  + Nearest.to(name, ShortForm.names()).orElse("Sub")
                  + "'."
              : "'!" + name + "' is a short form for templates; here a plain value is expected.");
      return new YamlValue.Scalar("", YamlValue.Kind.NULL, line);
    }
    node.setTag(
        switch (node) {
          case ScalarNode scalar -> Tag.STR;
          case SequenceNode sequence -> Tag.SEQ;
          default -> Tag.MAP;
        });
    return ShortForm.expand(name, value(node));
  }

  private YamlValue.Kind kind(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return YamlValue.Kind.NULL;
    } else if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return YamlValue.Kind.NUMBER;
    } else if (tag.equals(Tag.BOOL)) {
      return YamlValue.Kind.BOOLEAN;
    }
    return template
            && scalar.isPlain()
            && OLD_TRUTH_VALUES.contains(scalar.getValue().toLowerCase(Locale.ROOT))
        ? YamlValue.Kind.BOOLEAN
        : YamlValue.Kind.TEXT;
  }

  private void error(String id, int line, String message) {
    findings.add(Finding.error(id, file, line, message));
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(Mark::getLine).orElse(0) + 1;
  }

  private static String firstLine(String text) {
    return text == null ? "it cannot be read" : text.lines().findFirst().orElse("");
  }
}
