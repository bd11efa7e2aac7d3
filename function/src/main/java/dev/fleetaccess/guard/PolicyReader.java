package dev.fleetaccess.guard;

import dev.fleetaccess.release.Values;
import dev.fleetaccess.release.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a policy whose functions are resolved; what cannot be read is told by its line. */
final class PolicyReader {
  private static final String DYNAMIC = "{{resolve:";

  private final List<PolicyStatement> statements = new ArrayList<>();
  private final List<Term> unread = new ArrayList<>();

  private PolicyReader() {}

  /**
   * A policy.
   *
   * @param unread what could not be read, in words, each with its line
   */
  record Policy(List<PolicyStatement> statements, List<Term> unread) {
    Policy {
      statements = List.copyOf(statements);
      unread = List.copyOf(unread);
    }
  }

  static Policy read(YamlValue document) {
    var reader = new PolicyReader();
    reader.document(document);
    return new Policy(reader.statements, reader.unread);
  }

  private void document(YamlValue document) {
    var found =
        plain(document).flatMap(mapping -> mapping.entry("Statement")).map(YamlValue.Entry::value);
    if (found.isEmpty()) {
      unread(document.line(), "this policy");
      return;
    }
    List<YamlValue> items =
        found.get() instanceof YamlValue.Sequence sequence
            ? sequence.items()
            : List.of(found.get());
    for (YamlValue item : items) {
      plain(item).ifPresentOrElse(this::statement, () -> unread(item.line(), "this statement"));
    }
  }

  private void statement(YamlValue.Mapping written) {
    int before = unread.size();
    Optional<String> effect = written.value("Effect").flatMap(Values::text);
    if (effect.filter(one -> one.equals("Allow") || one.equals("Deny")).isEmpty()) {
      unread(line(written, "Effect"), "the effect of this statement");
    }
    var actions = names(written, "Action", "NotAction");
    if (actions.isEmpty()) {
      unread(written.line(), "this statement, which names no action,");
    }
    var resources = names(written, "Resource", "NotResource");
    List<PolicyStatement.Principal> principals = new ArrayList<>();
    boolean inverted = written.entry("NotPrincipal").isPresent();
    written
        .entry(inverted ? "NotPrincipal" : "Principal")
        .ifPresent(entry -> principals(entry, principals));
    List<PolicyStatement.Test> tests = new ArrayList<>();
    written.entry("Condition").ifPresent(entry -> condition(entry, tests));
    if (unread.size() == before) {
      var everything =
          new PolicyStatement.Names(false, List.of(new Term("*", written.line())), written.line());
      statements.add(
          new PolicyStatement(
              effect.filter("Allow"::equals).isPresent(),
              actions.orElseThrow(),
              resources.orElse(everything),
              principals,
              inverted,
              tests,
              written.line()));
    }
  }

  private Optional<PolicyStatement.Names> names(
      YamlValue.Mapping written, String plain, String inverted) {
    return written
        .entry(plain)
        .or(() -> written.entry(inverted))
        .map(
            entry ->
                new PolicyStatement.Names(
                    entry.key().equals(inverted),
                    terms(entry.value(), "'" + entry.key() + "'"),
                    entry.line()));
  }

  private void principals(YamlValue.Entry entry, List<PolicyStatement.Principal> principals) {
    YamlValue value = entry.value();
    if (value instanceof YamlValue.Mapping kinds && Values.function(value).isEmpty()) {
      for (YamlValue.Entry kind : kinds.entries()) {
        terms(kind.value(), "this principal")
            .forEach(name -> principals.add(new PolicyStatement.Principal(kind.key(), name)));
      }
    } else {
      terms(value, "this principal")
          .forEach(name -> principals.add(new PolicyStatement.Principal("AWS", name)));
    }
  }

  private void condition(YamlValue.Entry entry, List<PolicyStatement.Test> tests) {
    var operators = plain(entry.value());
    if (operators.isEmpty()) {
      unread(entry.line(), "this condition");
      return;
    }
    for (YamlValue.Entry operator : operators.get().entries()) {
      var keys = plain(operator.value());
      if (keys.isEmpty()) {
        unread(operator.line(), "this condition");
        continue;
      }
      for (YamlValue.Entry key : keys.get().entries()) {
        List<Term> values = terms(key.value(), "the values of this condition");
        tests.add(
            new PolicyStatement.Test(
                operator.key(), key.key(), values.stream().map(Term::text).toList(), key.line()));
      }
    }
  }

  private List<Term> terms(YamlValue value, String what) {
    List<YamlValue> items =
        value instanceof YamlValue.Sequence sequence ? sequence.items() : List.of(value);
    List<Term> terms = new ArrayList<>();
    for (YamlValue item : items) {
      var text = Values.text(item).filter(one -> !one.contains(DYNAMIC));
      if (text.isEmpty()) {
        unread(item.line(), what);
      } else {
        terms.add(new Term(text.get(), item.line()));
      }
    }
    return terms;
  }

  private void unread(int line, String what) {
    unread.add(new Term(what, line));
  }

  private static Optional<YamlValue.Mapping> plain(YamlValue value) {
    return value instanceof YamlValue.Mapping mapping && Values.function(value).isEmpty()
        ? Optional.of(mapping)
        : Optional.empty();
  }

  private static int line(YamlValue.Mapping written, String key) {
    return written.entry(key).map(YamlValue.Entry::line).orElse(written.line());
  }
}
