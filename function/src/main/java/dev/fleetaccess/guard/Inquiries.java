package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.PolicyForm;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.Remembered;
import dev.fleetaccess.release.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * What is worth asking an analyzer about a release: each policy once, whether it is sound; and for
 * each role whose policies changed although our own rules see nothing widened, whether that is so.
 * Where they see it the answer would be the same, and no newer.
 */
public final class Inquiries {
  private static final Remembered<Question, List<Inquiry>> ANSWERS =
      new Remembered<>(64, Inquiries::worthAsking);

  private final SequencedSet<Inquiry> all = new LinkedHashSet<>();

  private record Question(Release release, Optional<Release> current, Surroundings surroundings) {}

  private Inquiries() {}

  /** The questions about a release; what comes out alike in several accounts is asked once. */
  public static List<Inquiry> of(
      Release release, Optional<Release> current, Surroundings surroundings) {
    return ANSWERS.of(new Question(release, current, surroundings));
  }

  private static List<Inquiry> worthAsking(Question asked) {
    var inquiries = new Inquiries();
    Examined.all(asked.release, asked.current, asked.surroundings)
        .map(Examined::everywhere)
        .forEach(inquiries::about);
    return List.copyOf(inquiries.all);
  }

  private void about(Examined examined) {
    OrganizationFacts facts = examined.release().facts();
    examined.policies().forEach(policy -> sound(facts, policy));
    examined.changes().forEach(change -> compare(facts, change));
  }

  private void sound(OrganizationFacts facts, PlacedPolicy policy) {
    PolicyForm.written(policy.document())
        .ifPresent(
            written ->
                all.add(
                    new Inquiry(
                        facts,
                        policy.sort() == PlacedPolicy.Sort.TRUST
                            ? Inquiry.Sort.TRUST
                            : Inquiry.Sort.IDENTITY,
                        policy.file(),
                        policy.line(),
                        policy.stack().name() + ": '" + policy.label() + "'",
                        written,
                        policy.document(),
                        Optional.empty())));
  }

  private void compare(OrganizationFacts facts, Examined.Change change) {
    List<PlacedPolicy> old = change.before().policies();
    List<PlacedPolicy> fresh = change.after().policies();
    List<RoleAccess> counterparts = RoleAccess.of(change.before().roles(), old);
    for (RoleAccess role : RoleAccess.of(change.after().roles(), fresh)) {
      Counterpart.of(role.role(), counterparts, RoleAccess::role)
          .filter(counterpart -> !widens(counterpart, role))
          .ifPresent(
              counterpart -> {
                for (Inquiry.Sort sort : Inquiry.Sort.values()) {
                  compared(
                          facts,
                          sort,
                          role.role(),
                          document(sort, role.role(), fresh),
                          document(sort, counterpart.role(), old))
                      .ifPresent(all::add);
                }
              });
    }
  }

  private static boolean widens(RoleAccess old, RoleAccess role) {
    return new AccessChange(old, role)
        .find().stream().anyMatch(found -> found.severity() == Finding.Severity.ERROR);
  }

  private static Optional<Inquiry> compared(
      OrganizationFacts facts,
      Inquiry.Sort sort,
      PlacedRole role,
      Optional<YamlValue> document,
      Optional<YamlValue> old) {
    Optional<String> written = document.flatMap(PolicyForm::written);
    Optional<String> before = old.flatMap(PolicyForm::written);
    if (written.isEmpty()
        || before.isEmpty()
        || PolicyForm.of(written.get()).equals(PolicyForm.of(before.get()))) {
      return Optional.empty();
    }
    return Optional.of(
        new Inquiry(
            facts,
            sort,
            role.file(),
            role.line(sort == Inquiry.Sort.TRUST ? "AssumeRolePolicyDocument" : "Policies"),
            role.stack().name() + ": '" + role.id() + "'",
            written.get(),
            document.get(),
            before));
  }

  /** All policies of a role as one; nothing where one of them is no mapping with statements. */
  private static Optional<YamlValue> document(
      Inquiry.Sort sort, PlacedRole role, List<PlacedPolicy> policies) {
    var statements = new ArrayList<YamlValue>();
    for (PlacedPolicy policy : policies) {
      boolean trust = policy.sort() == PlacedPolicy.Sort.TRUST;
      if (policy.isOf(role) && trust == (sort == Inquiry.Sort.TRUST)) {
        Optional<YamlValue> own =
            policy.document() instanceof YamlValue.Mapping mapping
                ? mapping.value("Statement")
                : Optional.empty();
        if (own.isEmpty()) {
          return Optional.empty();
        }
        statements.addAll(
            own.get() instanceof YamlValue.Sequence list ? list.items() : List.of(own.get()));
      }
    }
    return statements.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new YamlValue.Mapping(
                List.of(
                    entry(
                        "Version",
                        role,
                        new YamlValue.Scalar("2012-10-17", YamlValue.Kind.TEXT, role.line())),
                    entry("Statement", role, new YamlValue.Sequence(statements, role.line()))),
                role.line()));
  }

  private static YamlValue.Entry entry(String key, PlacedRole role, YamlValue value) {
    return new YamlValue.Entry(key, role.line(), value);
  }
}
