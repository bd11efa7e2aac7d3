package dev.fleetaccess.local.sim.policy;

import java.util.List;
import java.util.Optional;

/** A text of a policy, which may hold variables and wildcards; most hold no variables. */
final class PolicyText {
  private final String text;
  private final boolean variable;
  private final Glob plain;

  PolicyText(String text) {
    this.text = text;
    this.variable = text.contains("${");
    this.plain = Glob.plain(text);
  }

  static List<PolicyText> all(List<String> texts) {
    return texts.stream().map(PolicyText::new).toList();
  }

  /** The text as it is written. */
  String text() {
    return text;
  }

  /** The text with its variables replaced; empty when one has no value: nothing matches then. */
  Optional<String> in(RequestContext context) {
    return variable ? Variables.expand(text, context, false) : Optional.of(text);
  }

  /** Whether another text is like it, wildcards included. */
  boolean like(String actual, RequestContext context) {
    return variable
        ? Glob.of(text, context).filter(glob -> glob.matches(actual)).isPresent()
        : plain.matches(actual);
  }

  /** As {@link #like}, for ARNs, part by part. */
  boolean likeArn(String actual, RequestContext context) {
    return variable
        ? Glob.of(text, context).filter(glob -> glob.matchesArn(actual)).isPresent()
        : plain.matchesArn(actual);
  }
}
