package dev.fleetaccess.report;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a rollout came to.
 *
 * @param rollout the rollout
 * @param counts items by state
 * @param previews items of a dry run by what would be done
 * @param failures items that failed or were refused, by account
 * @param calls calls to STS, CloudFormation and IAM, without those of the proofs
 * @param proven spokes that the hub entered
 * @param unproven items that have what they should, yet the hub could not enter
 * @param proofCalls calls to STS that the proofs took
 * @param orphaned stacks that stand where they are no longer wanted, and stay
 * @param removed stacks that were deleted because they are no longer wanted
 * @param slowest of the items that converged the one that took longest; empty when none did
 */
public record RolloutSummary(
    Rollout rollout,
    Map<Entry.State, Integer> counts,
    Map<String, Integer> previews,
    List<Entry> failures,
    int calls,
    int proven,
    List<Entry> unproven,
    int proofCalls,
    int orphaned,
    int removed,
    Optional<Entry> slowest) {
  public RolloutSummary {
    Objects.requireNonNull(rollout);
    counts = Map.copyOf(counts);
    previews = Map.copyOf(previews);
    failures = List.copyOf(failures);
    unproven = List.copyOf(unproven);
    Objects.requireNonNull(slowest);
  }

  /** Sums up a rollout by its items. */
  public static RolloutSummary of(Rollout rollout, List<Entry> entries) {
    var summing = new Summing();
    entries.forEach(summing::add);
    return summing.of(rollout);
  }

  /** Sums up items one by one, and keeps only those that have to be told of. */
  public static final class Summing {
    private final Map<Entry.State, Integer> counts = new EnumMap<>(Entry.State.class);
    private final Map<String, Integer> previews = new TreeMap<>();
    private final List<Entry> failures = new ArrayList<>();
    private final List<Entry> unproven = new ArrayList<>();
    private int calls;
    private int proven;
    private int proofCalls;
    private Optional<Entry> slowest = Optional.empty();
    private int orphaned;
    private int removed;

    /** Counts an item. */
    public void add(Entry entry) {
      counts.merge(entry.state(), 1, Integer::sum);
      orphaned += entry.removal() && entry.state() == Entry.State.SKIPPED ? 1 : 0;
      removed += entry.removal() && entry.state() == Entry.State.CONVERGED ? 1 : 0;
      calls += entry.calls();
      proofCalls += entry.proving().calls();
      proven += entry.proving().proven().isPresent() ? 1 : 0;
      if (entry.proving().broken().isPresent()) {
        unproven.add(entry);
      }
      if (entry.state() == Entry.State.PREVIEWED) {
        previews.merge(entry.note(), 1, Integer::sum);
      }
      if (entry.state() == Entry.State.CONVERGED && isSlower(entry)) {
        slowest = Optional.of(entry);
      }
      if (entry.state() == Entry.State.FAILED || entry.state() == Entry.State.REFUSED) {
        failures.add(entry);
      }
    }

    private boolean isSlower(Entry entry) {
      Duration longest = slowest.flatMap(Entry::took).orElse(Duration.ofSeconds(-1));
      return entry.took().filter(took -> took.compareTo(longest) > 0).isPresent();
    }

    /** What the items of that rollout came to. */
    public RolloutSummary of(Rollout rollout) {
      failures.sort(Comparator.comparing(Entry::account).thenComparing(Entry::stack));
      unproven.sort(Comparator.comparing(Entry::account).thenComparing(Entry::stack));
      return new RolloutSummary(
          rollout,
          counts,
          previews,
          failures,
          calls,
          proven,
          unproven,
          proofCalls,
          orphaned,
          removed,
          slowest);
    }
  }

  /** The items in that state. */
  public int count(Entry.State state) {
    return counts.getOrDefault(state, 0);
  }

  /** How long the rollout took or has been going. */
  public Duration duration() {
    return Duration.between(rollout.started(), rollout.changed());
  }

  /** How many items stand in each state, in words. */
  public String states() {
    return counts.isEmpty()
        ? "no account"
        : counts.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(count -> count.getValue() + " " + words(count.getKey()))
            .collect(Collectors.joining(", "));
  }

  /** One sentence. */
  public String sentence() {
    String would =
        previews.isEmpty()
            ? ""
            : "; would do: "
                + new TreeMap<>(previews)
                    .entrySet().stream()
                        .map(preview -> preview.getValue() + " × " + preview.getKey())
                        .collect(Collectors.joining(", "));
    return rollout.id()
        + " "
        + end()
        + " after "
        + duration().toSeconds()
        + " s: "
        + states()
        + proofs()
        + (orphaned > 0 ? "; " + orphaned + " orphaned" : "")
        + (removed > 0 ? "; " + removed + " removed" : "")
        + would;
  }

  /** How it stands, in words: who takes another rollout back has only begun when that one ends. */
  public String end() {
    return switch (rollout.state()) {
      case ROLLED_BACK -> "is being taken back";
      case CLAIMING, RUNNING, WAITING, HALTED, FINISHED, SUPERSEDED -> words(rollout.state());
    };
  }

  private String proofs() {
    if (proven == 0 && unproven.isEmpty()) {
      return "";
    }
    return "; " + proven + " proven" + (unproven.isEmpty() ? "" : ", " + unproven.size() + " not");
  }

  /** What failed and what is not proven, by cause. */
  public List<CauseGroup> groups() {
    return CauseGroup.of(failures, unproven);
  }

  /** What failed and what is not proven, by cause, each with its accounts and the next step. */
  public List<String> causes() {
    return groups().stream()
        .map(
            group ->
                group.accounts().stream()
                        .map(AccountId::value)
                        .collect(Collectors.joining(", ", "", ": "))
                    + group.words())
        .toList();
  }

  /** A state or a kind, as people write it. */
  public static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
