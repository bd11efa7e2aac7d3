package dev.fleetaccess.cli;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.AccountCoverage;
import dev.fleetaccess.ledger.AccountCoverage.StackCoverage;
import dev.fleetaccess.ledger.Holding;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Standing;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Placement;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.ReleaseReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Looks into accounts, and into the hub's where that is what keeps the hub out of another. */
final class Examination {
  private final Books books;
  private final Look look;
  private final Map<CommitId, Optional<Release>> releases = new HashMap<>();
  private final Map<CommitId, Sight> hubs = new HashMap<>();

  Examination(Books books, Look look) {
    this.books = Objects.requireNonNull(books);
    this.look = Objects.requireNonNull(look);
  }

  /** What one account has, from the ledger and from itself. */
  Diagnosis of(AccountCoverage account) {
    StackCoverage stack = account.worst();
    Optional<Release> release = release(stack);
    Sight seen =
        release
            .filter(read -> read.manifest().stack(stack.stack()).isPresent())
            .map(read -> books.hospital().bedside().look(account.account(), stack, read))
            .orElse(Sight.NONE);
    boolean hub = account.standing() instanceof Standing.NotProven;
    return new Diagnosis(
        account, seen, release.filter(read -> hub).map(this::hub).orElse(Sight.NONE));
  }

  /** The hub that is to enter the account; empty where no release says. */
  Optional<AccountId> hubOf(AccountCoverage account) {
    return release(account.worst()).map(release -> release.manifest().hub());
  }

  /** It is the same for all accounts of a release, so it is looked at once. */
  private Sight hub(Release release) {
    return hubs.computeIfAbsent(release.commit(), any -> lookAtHub(release));
  }

  private Sight lookAtHub(Release release) {
    AccountId hub = release.manifest().hub();
    List<String> sentences = new ArrayList<>();
    boolean differs = false;
    List<StackCoverage> stacks =
        look.coverage().account(hub).map(AccountCoverage::stacks).orElse(List.of());
    for (StackCoverage stack : stacks) {
      boolean holdsTheHub =
          release
              .manifest()
              .stack(stack.stack())
              .filter(declared -> declared.in().contains(Placement.HUB))
              .isPresent();
      if (holdsTheHub) {
        Sight seen = books.hospital().bedside().look(hub, stack, release);
        sentences.addAll(seen.sentences());
        differs |= seen.differs();
      }
    }
    return new Sight(sentences, differs);
  }

  /** What the account was last brought to, or is to be brought to. */
  private Optional<Release> release(StackCoverage stack) {
    Pointers pointers = look.coverage().pointers();
    return stack
        .holding()
        .flatMap(Holding::release)
        .or(() -> pointers.current().map(Pointers.Pointer::release))
        .or(() -> pointers.candidate().map(Pointers.Pointer::release))
        .flatMap(commit -> releases.computeIfAbsent(commit, this::read));
  }

  private Optional<Release> read(CommitId commit) {
    return books
        .releases()
        .get(commit)
        .flatMap(kept -> ReleaseReader.read(kept.source()).release());
  }
}
