package dev.fleetaccess.cli;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.guard.Guard;
import dev.fleetaccess.guard.Opinion;
import dev.fleetaccess.guard.Surroundings;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.ReleaseReader;
import dev.fleetaccess.release.ReleaseSource;
import dev.fleetaccess.run.PolicyAnalyzer;
import dev.fleetaccess.run.SecondOpinion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What was found in a folder of role templates.
 *
 * @param findings by file and line
 * @param examined the files that were examined
 * @param unexamined the files beside them: the manifest names no stack of them, or could not be
 *     read
 * @param read whether manifest and templates could be read, so that the rules were asked
 * @param compared whether it was compared with what stands there
 */
record Lint(
    List<Finding> findings,
    Set<String> examined,
    Set<String> unexamined,
    boolean read,
    boolean compared) {
  private static final CommitId NO_COMMIT = new CommitId("0".repeat(40));
  private static final String ORGANIZATION = "o-exampleorg";

  Lint {
    findings = List.copyOf(findings);
  }

  /**
   * Examines files as a push of them would be.
   *
   * @param analyzer asked beside our own rules, where there is one
   */
  static Lint of(
      Map<String, String> files, Optional<Release> current, Optional<PolicyAnalyzer> analyzer) {
    ReleaseReader.Reading reading = read(files);
    List<Finding> findings = new ArrayList<>(reading.findings());
    reading
        .release()
        .ifPresent(
            release -> {
              Surroundings around = around(release);
              Opinion opinion =
                  analyzer
                      .map(asked -> new SecondOpinion(asked).on(release, current, around))
                      .orElse(Opinion.NONE);
              findings.addAll(Guard.examine(release, current, around, opinion));
            });
    findings.sort(Comparator.comparing(Finding::file).thenComparing(Finding::line));
    Set<String> examined = new TreeSet<>(Set.of(ReleaseSource.MANIFEST));
    reading
        .release()
        .ifPresent(
            release ->
                release.manifest().stacks().stream()
                    .map(Manifest.Stack::template)
                    .forEach(examined::add));
    findings.stream().map(Finding::file).forEach(examined::add);
    examined.retainAll(files.keySet());
    Set<String> beside = new TreeSet<>(files.keySet());
    beside.removeAll(examined);
    return new Lint(findings, examined, beside, reading.release().isPresent(), current.isPresent());
  }

  /** Reads files as a commit would be read, in an organization made up for it. */
  static ReleaseReader.Reading read(Map<String, String> files) {
    var reading = read(files, "aws");
    String partition =
        reading.release().map(release -> partition(release.manifest().region())).orElse("aws");
    return partition.equals("aws") ? reading : read(files, partition);
  }

  private static ReleaseReader.Reading read(Map<String, String> files, String partition) {
    AccountId management = unused(files);
    return ReleaseReader.read(
        new ReleaseSource(
            NO_COMMIT,
            new OrganizationFacts(ORGANIZATION, management, partition),
            "arn:" + partition + ":iam::" + management + ":role/FleetAccess-Worker",
            files));
  }

  /** An account id that stands in none of the files, for the management account. */
  private static AccountId unused(Map<String, String> files) {
    Set<String> all = new HashSet<>(files.values());
    return IntStream.rangeClosed(1, 9)
        .mapToObj(digit -> String.valueOf(digit).repeat(12))
        .filter(id -> all.stream().noneMatch(text -> text.contains(id)))
        .findFirst()
        .map(AccountId::new)
        .orElse(new AccountId("123456789012"));
  }

  private static String partition(String region) {
    return region.startsWith("us-gov-")
        ? "aws-us-gov"
        : region.startsWith("cn-") ? "aws-cn" : "aws";
  }

  private static Surroundings around(Release release) {
    Manifest manifest = release.manifest();
    return new Surroundings(
        release.facts(),
        Optional.of(new Account(manifest.hub(), "hub", AccountState.ACTIVE, Optional.empty())),
        new HashSet<>(manifest.access()));
  }

  long count(Finding.Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }
}
