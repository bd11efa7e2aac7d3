package dev.fleetaccess.local.sim.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.base.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A policy: its text, and what it says. */
public final class PolicyDocument {
  /** The same texts come again and again: a session policy with every visit of its account. */
  private static final Map<String, PolicyDocument> READ = new ConcurrentHashMap<>();

  /** So do the same trees: a role's trust, wherever the role is made, and read, and compared. */
  private static final Map<JsonNode, PolicyDocument> TREES = new ConcurrentHashMap<>();

  private static final int MOST_READ = 2_048;

  private final JsonNode tree;
  // Written on demand: most policies of a large world are evaluated and never shown.
  private volatile String text = "";
  private volatile int length = -1;
  private final List<Statement> statements;

  private PolicyDocument(JsonNode tree, List<Statement> statements) {
    this.tree = tree;
    this.statements = List.copyOf(statements);
  }

  /**
   * Reads a policy.
   *
   * @throws AwsError {@code MalformedPolicyDocument}
   */
  public static PolicyDocument parse(String text) {
    var known = READ.get(text);
    if (known != null) {
      return known;
    }
    try {
      var policy = parse(Json.read(text));
      if (READ.size() > MOST_READ) {
        READ.clear();
      }
      READ.put(text, policy);
      return policy;
    } catch (JsonProcessingException e) {
      throw AwsError.malformedPolicy("Syntax errors in policy.");
    }
  }

  /**
   * Reads a policy from its tree.
   *
   * @throws AwsError {@code MalformedPolicyDocument}
   */
  public static PolicyDocument parse(JsonNode tree) {
    var known = TREES.get(tree);
    if (known != null) {
      return known;
    }
    // A copy, since neither a key nor a policy may ever change.
    JsonNode kept = tree.deepCopy();
    var policy = new PolicyDocument(kept, statements(kept));
    if (TREES.size() > MOST_READ) {
      TREES.clear();
    }
    TREES.put(kept, policy);
    return policy;
  }

  private static List<Statement> statements(JsonNode tree) {
    if (!tree.isObject() || !tree.has("Statement")) {
      throw AwsError.malformedPolicy("Syntax errors in policy.");
    }
    var statements = new ArrayList<Statement>();
    if (tree.get("Statement").isArray()) {
      tree.get("Statement").forEach(each -> statements.add(Statement.parse(each)));
    } else {
      statements.add(Statement.parse(tree.get("Statement")));
    }
    return List.copyOf(statements);
  }

  /** The policy as JSON, without white space. */
  public String text() {
    if (text.isEmpty()) {
      text = Json.write(tree);
    }
    return text;
  }

  /** Its length in characters as IAM's quotas count it: without any white space. */
  public int length() {
    if (length < 0) {
      length = (int) text().chars().filter(c -> !Character.isWhitespace(c)).count();
    }
    return length;
  }

  /** A copy of the policy's tree. */
  public JsonNode tree() {
    return tree.deepCopy();
  }

  /** The AWS principals that its statements name, in their order. */
  public Stream<String> principals() {
    return statements.stream()
        .flatMap(statement -> statement.principals().stream())
        .flatMap(principals -> principals.aws().stream());
  }

  /** Whether the policy is that tree. */
  public boolean is(JsonNode other) {
    return tree.equals(other);
  }

  /** What the policy says as an identity, session or control policy, or as a boundary. */
  public Verdict evaluate(AccessQuestion question) {
    var verdict = Verdict.SILENT;
    for (var statement : statements) {
      if (statement.covers(question)) {
        verdict = verdict.and(statement.allows() ? Verdict.ALLOW : Verdict.DENY);
      }
    }
    return verdict;
  }

  /** What the policy says as a resource's policy, to somebody. */
  public TrustVerdict evaluate(AccessQuestion question, Who who) {
    var verdict = TrustVerdict.SILENT;
    for (var statement : statements) {
      var match = statement.principals().map(each -> each.match(who)).orElse(TrustVerdict.SILENT);
      if (match == TrustVerdict.SILENT || !statement.covers(question)) {
        continue;
      }
      var found = statement.allows() ? match : TrustVerdict.DENY;
      verdict = verdict.compareTo(found) <= 0 ? verdict : found;
    }
    return verdict;
  }

  /** What several policies say together: a denial in one wins. */
  static Verdict evaluate(List<PolicyDocument> policies, AccessQuestion question) {
    var verdict = Verdict.SILENT;
    for (var policy : policies) {
      verdict = verdict.and(policy.evaluate(question));
    }
    return verdict;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PolicyDocument policy && tree.equals(policy.tree);
  }

  @Override
  public int hashCode() {
    return tree.hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
