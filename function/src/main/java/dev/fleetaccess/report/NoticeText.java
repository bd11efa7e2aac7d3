package dev.fleetaccess.report;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.release.Finding;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A notice as a short message to people: plain text, for e-mail and chat.
 *
 * @param subject at most 100 ASCII characters, a limit of SNS
 * @param body a few lines
 */
public record NoticeText(String subject, String body) {
  private static final int LONGEST_SUBJECT = 100;

  /** A mail that names every account of a thousand is not read: the ledger has them all. */
  private static final int NAMED_ACCOUNTS = 10;

  private static final int NAMED_CAUSES = 8;

  public NoticeText {
    Objects.requireNonNull(subject);
    Objects.requireNonNull(body);
  }

  /** Writes a notice. */
  public static NoticeText of(Notice notice) {
    return switch (notice) {
      case Notice.Started started -> started(started);
      case Notice.Halted halted -> halted(halted.summary(), halted.pointers());
      case Notice.Waiting waiting -> waiting(waiting.summary(), waiting.pointers());
      case Notice.Ended ended -> ended(ended.summary());
      case Notice.Failing failing -> failing(failing);
      case Notice.Refused(RefusedPush push) -> refused(push);
    };
  }

  private static NoticeText started(Notice.Started started) {
    Rollout rollout = started.rollout();
    return text(
        rollout.id() + " started" + (started.widening().isEmpty() ? "" : ", it widens access"),
        brings(rollout),
        "Asked for by: " + rollout.by() + ".",
        widening(started.widening(), rollout),
        "Watch it: ./fleet watch");
  }

  private static String brings(Rollout rollout) {
    return rollout.scope() instanceof Scope.Touched(String undone)
        ? "What "
            + undone
            + " touched gets the release before it again, commit "
            + rollout.release().value()
            + "."
        : "Commit " + rollout.release().value() + ".";
  }

  /** Who did not expect it must see what was allowed, and how it is stopped. */
  private static String widening(List<Finding> widening, Rollout rollout) {
    if (widening.isEmpty()) {
      return "";
    }
    return "\nIt gives more than the release before; the manifest allows:\n"
        + findings(widening)
        + "\nStop it: {\"halt\":\""
        + rollout.id()
        + "\"}";
  }

  private static String findings(List<Finding> findings) {
    var lines = new StringBuilder();
    for (Finding finding : findings.subList(0, Math.min(NAMED_CAUSES, findings.size()))) {
      lines.append("  ").append(finding.file()).append(':').append(finding.line()).append('\n');
      lines.append("    ").append(finding.message());
      lines.append(allowable(finding)).append('\n');
    }
    if (findings.size() > NAMED_CAUSES) {
      lines.append("  and ").append(findings.size() - NAMED_CAUSES).append(" more\n");
    }
    return lines.toString();
  }

  /** By these digits the manifest allows what would stop the release. */
  private static String allowable(Finding finding) {
    return finding.severity() == Finding.Severity.ERROR
        ? finding.fingerprint().map(print -> " (finding " + print + ")").orElse("")
        : "";
  }

  private static NoticeText refused(RefusedPush push) {
    return text(
        "the push of " + push.refusal().release().brief() + " is refused",
        "Commit " + push.refusal().release().value() + "; " + push.left() + ".",
        push.errors().isEmpty() ? "" : "\n" + findings(push.errors()),
        push.nextStep());
  }

  private static NoticeText halted(RolloutSummary summary, Pointers pointers) {
    boolean back = summary.rollout().state() == Rollout.State.ROLLED_BACK;
    return text(
        summary.rollout().id() + " halted" + (back ? " and is taken back" : ""),
        "Why: " + summary.rollout().note() + ".",
        "So far: " + summary.states() + ", after " + time(summary.duration()) + ".",
        causes(summary.groups()),
        back
            ? takenBack(pointers)
            : String.join("\n", NextStep.of(summary.rollout(), pointers, NextStep.Form.EVENT)),
        "Each account: ./fleet status --failed");
  }

  /** As the manifest has it; you are told when it begins and when it has ended. */
  private static String takenBack(Pointers pointers) {
    String what =
        pointers
            .current()
            .map(to -> "commit " + to.release().brief())
            .orElse("the release that finished last");
    return "It is taken back, as its manifest says: what it touched gets "
        + what
        + " again when what was begun has ended. Correct the cause and push.";
  }

  private static NoticeText waiting(RolloutSummary summary, Pointers pointers) {
    return text(
        summary.rollout().id() + " waits for approval",
        "Why: " + summary.rollout().note() + ".",
        "So far: " + summary.states() + ", after " + time(summary.duration()) + ".",
        causes(summary.groups()),
        String.join("\n", NextStep.of(summary.rollout(), pointers, NextStep.Form.EVENT)));
  }

  private static NoticeText ended(RolloutSummary summary) {
    Rollout rollout = summary.rollout();
    String slowest =
        summary
            .slowest()
            .filter(entry -> entry.took().orElseThrow().toSeconds() > 0)
            .map(
                entry ->
                    "Slowest account: "
                        + entry.account().value()
                        + ", "
                        + time(entry.took().orElseThrow())
                        + ".")
            .orElse("");
    return text(
        rollout.id() + " " + summary.end() + trouble(summary),
        summary.sentence() + ".",
        restored(summary),
        slowest,
        causes(summary.groups()));
  }

  /** Said only where every account that was touched has it. */
  private static String restored(RolloutSummary summary) {
    Rollout rollout = summary.rollout();
    boolean all =
        rollout.state() == Rollout.State.FINISHED
            && summary.counts().keySet().equals(Set.of(Entry.State.CONVERGED));
    return all && rollout.scope() instanceof Scope.Touched(String undone)
        ? "What "
            + undone
            + " touched has the release before it again, commit "
            + rollout.release().brief()
            + "."
        : "";
  }

  private static String trouble(RolloutSummary summary) {
    int failed = summary.failures().size();
    return failed == 0 ? "" : ", " + failed + " failed";
  }

  private static NoticeText failing(Notice.Failing failing) {
    int accounts =
        (int) failing.entries().stream().map(entry -> entry.account()).distinct().count();
    return text(
        (accounts == 1
                ? "account " + failing.entries().getFirst().account().value() + " fails"
                : accounts + " accounts fail")
            + " in "
            + failing.rollout().id(),
        "This is new since the last look.",
        causes(CauseGroup.of(failing.entries(), List.of())),
        "Each account: ./fleet status --failed");
  }

  private static String causes(List<CauseGroup> groups) {
    if (groups.isEmpty()) {
      return "";
    }
    var lines = new StringBuilder("\n");
    for (CauseGroup group : groups.subList(0, Math.min(NAMED_CAUSES, groups.size()))) {
      lines.append("  ").append(named(group.accounts())).append('\n');
      lines.append("    ").append(group.cause()).append('\n');
      if (!group.nextStep().isEmpty()) {
        lines.append("    → ").append(group.nextStep()).append('\n');
      }
    }
    if (groups.size() > NAMED_CAUSES) {
      lines.append("  and ").append(groups.size() - NAMED_CAUSES).append(" more causes\n");
    }
    return lines.toString();
  }

  private static String named(List<AccountId> accounts) {
    String names =
        accounts.stream()
            .limit(NAMED_ACCOUNTS)
            .map(AccountId::value)
            .collect(Collectors.joining(", "));
    int more = accounts.size() - NAMED_ACCOUNTS;
    return more > 0 ? names + " and " + more + " more" : names;
  }

  private static NoticeText text(String happening, String... paragraphs) {
    String subject = "FleetAccess: " + happening;
    String body =
        Arrays.stream(paragraphs).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    return new NoticeText(
        subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) : subject,
        body.stripTrailing() + "\n");
  }

  private static String time(Duration duration) {
    long minutes = duration.toMinutes();
    return minutes == 0
        ? duration.toSeconds() + " s"
        : minutes + " min " + duration.toSecondsPart() + " s";
  }
}
