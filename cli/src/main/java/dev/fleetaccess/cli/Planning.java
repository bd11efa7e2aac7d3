package dev.fleetaccess.cli;

import dev.fleetaccess.cli.preview.Preview;
import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.guard.Guard;
import dev.fleetaccess.guard.Surroundings;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.ReleaseCollector;
import dev.fleetaccess.release.ReleaseReader;
import dev.fleetaccess.release.ReleaseSource;
import dev.fleetaccess.release.Releases;
import dev.fleetaccess.release.RoleRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads a release that may not be rolled out yet, and holds it against the ledger. */
final class Planning {
  private final Books books;
  private final Pointers pointers;

  Planning(Books books) {
    this.books = Objects.requireNonNull(books);
    this.pointers = books.ledger().rollouts().overview().pointers();
  }

  /**
   * What planning came to.
   *
   * @param findings what was found in the release
   * @param preview what it would change; empty when it cannot be read
   * @param asked whether the organization was asked for accounts, beside the ledger
   * @param listed whether it was asked for all, so that nobody is missing
   */
  record Planned(List<Finding> findings, Optional<Preview> preview, boolean asked, boolean listed) {
    /** Whether a finding stops the release. */
    boolean refused() {
      return preview.isEmpty()
          || findings.stream().anyMatch(found -> found.severity() == Finding.Severity.ERROR);
    }
  }

  /**
   * Plans what stands at a commit.
   *
   * @param list whether Organizations is asked for its accounts; it is anyway where the ledger
   *     knows none
   * @param say takes a line on how far it has come, where it takes long
   */
  Planned plan(RoleRepository repository, CommitId commit, boolean list, Consumer<String> say) {
    Optional<ReleaseSource> known = current().map(Releases.Kept::source);
    OrganizationFacts facts =
        known.map(ReleaseSource::facts).orElseGet(() -> books.organization().describe());
    String worker =
        known
            .map(ReleaseSource::workerRoleArn)
            .orElseGet(
                () ->
                    "arn:%s:iam::%s:role/FleetAccess-Worker"
                        .formatted(facts.partition(), facts.management()));
    ReleaseSource source = new ReleaseCollector(repository).collect(commit, facts, worker);
    ReleaseReader.Reading reading = ReleaseReader.read(source);
    List<Finding> findings = new ArrayList<>(reading.findings());
    reading.release().ifPresent(release -> findings.addAll(guard(release)));
    if (reading.release().isEmpty()) {
      return new Planned(findings, Optional.empty(), false, false);
    }
    List<Holding> holdings = books.ledger().inventory().all();
    Release release = reading.release().get();
    Survey.Found found =
        new Survey(books.organization(), release, this::release, new LongSearch(books.clock(), say))
            .of(holdings, list || holdings.isEmpty());
    return new Planned(
        findings,
        Optional.of(
            Preview.of(
                release,
                holdings,
                found.accounts(),
                this::release,
                pointers.current().map(Pointers.Pointer::release).flatMap(this::release))),
        found.asked(),
        found.listed());
  }

  /** The access roles that are deployed, and the hub's account, are taken on trust here. */
  private List<Finding> guard(Release release) {
    var hub = new Account(release.manifest().hub(), "", AccountState.UNKNOWN, Optional.empty());
    Set<String> roles = new TreeSet<>(release.manifest().access());
    return Guard.examine(
        release,
        pointers.current().map(Pointers.Pointer::release).flatMap(this::release),
        new Surroundings(release.facts(), Optional.of(hub), roles));
  }

  private Optional<Releases.Kept> current() {
    return Stream.of(pointers.current(), pointers.candidate())
        .flatMap(Optional::stream)
        .flatMap(pointer -> books.releases().get(pointer.release()).stream())
        .findFirst();
  }

  private Optional<Release> release(CommitId commit) {
    return books
        .releases()
        .get(commit)
        .flatMap(kept -> ReleaseReader.read(kept.source()).release());
  }

  /**
   * The commit that a person means.
   *
   * @param text 40 digits, or the first 7 or more of one that the ledger or the branch knows; empty
   *     for the branch's head
   */
  CommitId commit(RoleRepository repository, Optional<String> text) {
    if (text.isPresent() && text.get().matches("[0-9a-f]{40}")) {
      return new CommitId(text.get());
    }
    Optional<CommitId> head = repository.head();
    if (text.isEmpty()) {
      return head.orElseThrow(
          () -> new IllegalStateException("the branch does not exist yet: name a folder"));
    }
    if (!text.get().matches("[0-9a-f]{7,39}")) {
      throw new IllegalArgumentException(
          "'"
              + text.get()
              + "' is no folder, and no commit: write at least seven digits of its id");
    }
    return Stream.concat(
            head.stream(),
            books.ledger().rollouts().latest(books.clock().instant(), 100).stream()
                .map(Rollout::release))
        .filter(commit -> commit.value().startsWith(text.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "neither the branch's head nor a rollout begins with "
                        + text.get()
                        + ": write the whole id"));
  }
}
