package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.guard.Inquiries;
import dev.fleetaccess.guard.Inquiry;
import dev.fleetaccess.guard.Opinion;
import dev.fleetaccess.guard.Surroundings;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.ReleaseSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks an analyzer about a release, and stops no release where the analyzer cannot be asked: who
 * may not ask, or gets no answer, is told so in one line.
 */
public final class SecondOpinion {
  /**
   * Questions about one release. Each takes some tenths of a second, and a comparison costs $0.0020
   * (AWS's list price), so that a release costs 10 cents at most.
   */
  static final int MOST = 50;

  /** Characters of a reason; what the SDK says of a missing region fills a screen. */
  private static final int LONGEST = 160;

  private final PolicyAnalyzer analyzer;

  public SecondOpinion(PolicyAnalyzer analyzer) {
    this.analyzer = Objects.requireNonNull(analyzer);
  }

  /**
   * What the analyzer says of a release.
   *
   * @param current the release that finished last, where one has
   */
  public Opinion on(Release release, Optional<Release> current, Surroundings surroundings) {
    List<Inquiry> inquiries = Inquiries.of(release, current, surroundings);
    var findings = new ArrayList<Finding>();
    boolean whole = true;
    for (Inquiry inquiry : inquiries.subList(0, Math.min(MOST, inquiries.size()))) {
      try {
        findings.addAll(ask(inquiry));
      } catch (RemoteFailure e) {
        whole = false;
        if (e.failure().kind() != Failure.Kind.INVALID) {
          findings.add(unasked(e.failure().code() + ": " + e.failure().message()));
          return new Opinion(findings, false);
        }
        findings.add(inquiry.unexamined(e.failure().message()));
      }
    }
    if (inquiries.size() > MOST) {
      findings.add(unasked("only " + MOST + " of " + inquiries.size() + " questions are asked"));
      whole = false;
    }
    return new Opinion(findings, whole);
  }

  private List<Finding> ask(Inquiry inquiry) {
    return inquiry.before().isPresent()
        ? analyzer
            .newAccess(inquiry.sort(), inquiry.policy(), inquiry.before().get())
            .map(inquiry::newAccess)
            .stream()
            .toList()
        : analyzer.validate(inquiry.sort(), inquiry.policy()).stream()
            .map(inquiry::finding)
            .toList();
  }

  private static Finding unasked(String why) {
    return Finding.note(
        "analyzer-not-run",
        ReleaseSource.MANIFEST,
        1,
        "Access Analyzer did not examine all of this; our own rules did. "
            + (why.length() <= LONGEST ? why : why.substring(0, LONGEST) + "…"));
  }
}
