package dev.fleetaccess.report;

import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Refusal;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The commit at the branch's head, which was refused.
 *
 * @param refusal which one, and when
 * @param stays the release that accounts have or are brought instead; empty before the first
 * @param findings what was found in it, what stops it first; empty where that is no longer kept
 */
public record RefusedPush(Refusal refusal, Optional<CommitId> stays, List<Finding> findings) {
  public RefusedPush {
    Objects.requireNonNull(refusal);
    Objects.requireNonNull(stays);
    findings = findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
  }

  /** A refusal beside the releases that stand. */
  public static RefusedPush of(Refusal refusal, Pointers pointers, List<Finding> findings) {
    return new RefusedPush(
        refusal,
        pointers.candidate().or(pointers::current).map(Pointers.Pointer::release),
        findings);
  }

  /** What stops it. */
  public List<Finding> errors() {
    return findings.stream()
        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
        .toList();
  }

  /** What it leaves: a part of a sentence. */
  public String left() {
    return stays.map(release -> release.brief() + " stays").orElse("nothing has been released yet");
  }

  /** What a person can do. */
  public String nextStep() {
    boolean allowable = errors().stream().anyMatch(error -> error.fingerprint().isPresent());
    return "Correct it"
        + (allowable ? ", or allow what is meant by its digits," : "")
        + " and push again. Before a push: ./fleet lint DIR"
        + stays.map(release -> " --against " + release.brief()).orElse("");
  }
}
