package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.Organization;
import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Scope;
import dev.fleetaccess.guard.Guard;
import dev.fleetaccess.guard.Surroundings;
import dev.fleetaccess.ledger.Ledger;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Rollouts;
import dev.fleetaccess.plan.TickQueue;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.ReleaseCollector;
import dev.fleetaccess.release.ReleaseReader;
import dev.fleetaccess.release.ReleaseSource;
import dev.fleetaccess.release.Releases;
import dev.fleetaccess.release.RoleRepository;
import dev.fleetaccess.report.Reply;
import dev.fleetaccess.report.RolloutSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where releases come in: looks at the branch's head, whatever event said so, and opens a rollout
 * for a commit that has not been seen before.
 */
final class ReleaseDoor {
  private static final String NO_SUCH_COMMIT = "CommitDoesNotExistException";

  private final RoleRepository repository;
  private final Releases releases;
  private final Organization organization;
  private final SecondOpinion opinion;
  private final Ledger ledger;
  private final ReleaseShelf shelf;
  private final BranchHead branch;
  private final Opening opening;
  private final TickQueue ticks;
  private final Journal journal;
  private final Surface surface;

  ReleaseDoor(
      RoleRepository repository,
      Releases releases,
      Organization organization,
      SecondOpinion opinion,
      Ledger ledger,
      ReleaseShelf shelf,
      BranchHead branch,
      Opening opening,
      TickQueue ticks,
      Journal journal,
      Surface surface) {
    this.repository = Objects.requireNonNull(repository);
    this.releases = Objects.requireNonNull(releases);
    this.organization = Objects.requireNonNull(organization);
    this.opinion = Objects.requireNonNull(opinion);
    this.ledger = Objects.requireNonNull(ledger);
    this.shelf = Objects.requireNonNull(shelf);
    this.branch = Objects.requireNonNull(branch);
    this.opening = Objects.requireNonNull(opening);
    this.ticks = Objects.requireNonNull(ticks);
    this.journal = Objects.requireNonNull(journal);
    this.surface = Objects.requireNonNull(surface);
  }

  /**
   * What was deployed with the functions.
   *
   * @param accessRoles names of the roles that the functions may assume in member accounts
   * @param workerRoleArn the worker function's role
   */
  public record Surface(Set<String> accessRoles, String workerRoleArn) {
    public Surface {
      accessRoles = Set.copyOf(accessRoles);
      Objects.requireNonNull(workerRoleArn);
    }
  }

  /** Looks at the branch, and begins what is new there. */
  Reply look(Asker asker) {
    Optional<CommitId> head = repository.head();
    if (head.isEmpty()) {
      return Reply.nothing("the branch does not exist yet; push the templates to it");
    }
    CommitId commit = head.get();
    Rollouts.Overview overview = ledger.rollouts().overview();
    Optional<Reply> known = known(commit, overview.pointers());
    if (known.isPresent()) {
      branch.accepted(commit, overview);
      return known.get();
    }
    // One that was found good may have been so beside another release, and be forgotten since.
    Releases.Kept found =
        releases.get(commit).filter(Releases.Kept::refused).orElseGet(() -> examine(commit));
    if (found.refused()) {
      branch.refused(commit, found.findings(), overview);
      return Reply.refusedRelease(
          "commit " + commit.brief() + " is refused; what was there before stays",
          found.findings());
    }
    branch.accepted(commit, overview);
    return begin(commit, id(commit, 1), false, found.findings(), asker);
  }

  /** What there is to say of a commit that nothing is to be done for; empty for a new one. */
  private Optional<Reply> known(CommitId commit, Pointers pointers) {
    String named = "commit " + commit.brief();
    if (points(pointers, commit)) {
      return Optional.of(Reply.nothing(named + " is already current or being rolled out"));
    }
    if (pointers.undone().filter(to -> to.release().equals(commit)).isPresent()) {
      return Optional.of(Reply.nothing(named + " was rolled back; push another one, or name it"));
    }
    return ledger
        .rollouts()
        .find(id(commit, 1))
        .map(
            rollout ->
                Reply.nothing(
                    "%s is known: %s is %s"
                        .formatted(named, rollout.id(), RolloutSummary.words(rollout.state()))));
  }

  /**
   * Begins a commit that a person names, whatever became of it before. It is held against what
   * stands now: what was narrower than its predecessor may be wider than its successor.
   */
  Reply bring(CommitId commit, Asker asker) {
    Rollouts.Overview overview = ledger.rollouts().overview();
    Pointers pointers = overview.pointers();
    Optional<Rollout> bringing =
        pointers
            .candidate()
            .filter(pointer -> pointer.release().equals(commit))
            .flatMap(pointer -> ledger.rollouts().find(pointer.rollout()))
            .filter(rollout -> rollout.open() && rollout.state() != Rollout.State.HALTED);
    if (bringing.isPresent()) {
      return Reply.nothing(bringing.get().id() + " is bringing commit " + commit.brief());
    }
    if (pointers.candidate().isEmpty() && points(pointers, commit)) {
      return Reply.nothing(
          "commit " + commit.brief() + " is current; {\"rerun\":\"all\"} looks at every account");
    }
    Releases.Kept found;
    try {
      found = examine(commit);
    } catch (RemoteFailure e) {
      if (e.failure().code().equals(NO_SUCH_COMMIT)) {
        return Reply.refused(
            "the role repository has no commit " + commit + ", and it was never rolled out",
            possible(pointers));
      }
      throw e;
    }
    if (found.refused()) {
      return Reply.refusedRelease(
          "commit "
              + commit.brief()
              + " is refused beside what stands now, which stays. A commit cannot be changed: push"
              + " what you want of it as a new one, with `allow` or `replace: true` where these"
              + " findings ask for it",
          found.findings());
    }
    branch.named(commit, overview);
    return begin(commit, unused(commit), true, found.findings(), asker);
  }

  private List<String> possible(Pointers pointers) {
    return Stream.of(
            repository.head(),
            pointers.candidate().map(Pointers.Pointer::release),
            pointers.current().map(Pointers.Pointer::release),
            pointers.undone().map(Pointers.Pointer::release))
        .flatMap(Optional::stream)
        .distinct()
        .map(known -> "{\"release\":\"" + known + "\"}")
        .toList();
  }

  private String unused(CommitId commit) {
    int time = 1;
    while (ledger.rollouts().find(id(commit, time)).isPresent()) {
      time++;
    }
    return id(commit, time);
  }

  private Reply begin(
      CommitId commit, String id, boolean ordered, List<Finding> findings, Asker asker) {
    var request =
        new Opening.Request(
            Rollout.Kind.RELEASE, commit, new Scope.Everyone(), false, ordered, asker);
    return opening
        .open(request, id, "the rollout of commit " + commit.brief() + " has begun")
        .orElseGet(() -> Reply.nothing("commit " + commit.brief() + " is being rolled out"))
        .with(findings);
  }

  /**
   * The rollout of a commit that is brought for that time, from 1: again it gets one of its own,
   * {@code release-…-2} and so on.
   */
  private static String id(CommitId commit, int time) {
    return "release-" + commit.value().substring(0, 12) + (time == 1 ? "" : "-" + time);
  }

  /** Asked first, because pointers stay while rollouts are forgotten after some months. */
  private static boolean points(Pointers pointers, CommitId commit) {
    return Stream.of(pointers.candidate(), pointers.current())
        .flatMap(Optional::stream)
        .anyMatch(pointer -> pointer.release().equals(commit));
  }

  private Releases.Kept examine(CommitId commit) {
    OrganizationFacts facts = organization.describe();
    ReleaseSource source =
        releases
            .get(commit)
            .filter(kept -> !kept.refused())
            .map(Releases.Kept::source)
            .orElseGet(
                () ->
                    new ReleaseCollector(repository)
                        .collect(commit, facts, surface.workerRoleArn()));
    ReleaseReader.Reading reading = ReleaseReader.read(source);
    List<Finding> findings = new ArrayList<>(reading.findings());
    reading.release().ifPresent(release -> findings.addAll(guard(release, facts)));
    releases.put(source, findings);
    findings.forEach(found -> journal.rollout(id(commit, 1), found.toString()));
    return new Releases.Kept(source, findings);
  }

  private List<Finding> guard(Release release, OrganizationFacts facts) {
    Optional<Account> hub = organization.account(release.manifest().hub());
    Predecessor current = current();
    var around = new Surroundings(facts, hub, surface.accessRoles());
    var said = current.told(opinion.on(release, current.release(), around));
    return Guard.examine(release, current.release(), around, said);
  }

  private Predecessor current() {
    return Predecessor.of(ledger.rollouts().overview().pointers(), shelf);
  }

  /** What a release gives to somebody beyond the one that finished last, and was allowed. */
  List<Finding> widening(Rollout rollout) {
    return found(rollout).stream().filter(Guard::isAllowedWidening).toList();
  }

  /** A commit that was named had been examined before, beside another release perhaps. */
  private List<Finding> found(Rollout rollout) {
    if (rollout.ordered()) {
      Release release = shelf.get(rollout.release());
      var around = new Surroundings(release.facts(), Optional.empty(), Set.of());
      return Guard.examine(release, current().release(), around);
    }
    return releases.get(rollout.release()).map(Releases.Kept::findings).orElse(List.of());
  }

  /** Makes a rollout the candidate, if its commit is still the branch's head or was named. */
  Claim claim(Rollout rollout, Pointers pointers) {
    if (pointers.isCandidate(rollout.id())) {
      return Claim.GRANTED;
    }
    if (!rollout.ordered() && !repository.head().equals(Optional.of(rollout.release()))) {
      return Claim.PASSED;
    }
    Optional<String> before = pointers.candidate().map(Pointers.Pointer::rollout);
    var pointer = new Pointers.Pointer(rollout.release(), rollout.id());
    if (!ledger.rollouts().move(pointers.withCandidate(pointer).begun(rollout.started()))) {
      return Claim.AGAIN;
    }
    before.ifPresent(old -> overtaken(old, rollout.release()));
    return Claim.GRANTED;
  }

  /** It may wait or rest for long; told at once, its work has ended when something goes wrong. */
  private void overtaken(String old, CommitId by) {
    journal.rollout(old, "superseded by commit " + by.brief());
    ledger
        .rollouts()
        .find(old)
        .filter(Rollout::open)
        .ifPresent(open -> ticks.send(old, open.step(), Duration.ZERO));
  }
}
