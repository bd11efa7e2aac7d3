package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.guard.Inquiry;
import dev.fleetaccess.guard.Remark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An analyzer that says what a test has it say, and remembers what it was asked. */
public final class FakeAnalyzer implements PolicyAnalyzer {
  /**
   * A question.
   *
   * @param before what the policy was compared with; empty when it was validated
   */
  public record Asked(Inquiry.Sort sort, String policy, Optional<String> before) {}

  private final List<Asked> asked = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private Optional<Remark> remark = Optional.empty();
  private String remarked = "";
  private Optional<String> access = Optional.empty();

  /** From now on it remarks that on every policy that holds a text. */
  public void remark(String text, Remark said) {
    remarked = text;
    remark = Optional.of(said);
  }

  /** From now on it sees new access in every comparison, and says where. */
  public void seeNewAccess(String where) {
    access = Optional.of(where);
  }

  /** Its next answers are these failures. */
  public void fail(Failure... next) {
    failures.addAll(List.of(next));
  }

  /** What it was asked, in order. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** The comparisons among it. */
  public List<Asked> compared() {
    return asked.stream().filter(one -> one.before().isPresent()).toList();
  }

  @Override
  public List<Remark> validate(Inquiry.Sort sort, String policy) {
    ask(new Asked(sort, policy, Optional.empty()));
    return policy.contains(remarked) ? remark.stream().toList() : List.of();
  }

  @Override
  public Optional<String> newAccess(Inquiry.Sort sort, String policy, String before) {
    ask(new Asked(sort, policy, Optional.of(before)));
    return access;
  }

  private void ask(Asked question) {
    asked.add(question);
    if (!failures.isEmpty()) {
      throw new RemoteFailure(failures.removeFirst());
    }
  }
}
