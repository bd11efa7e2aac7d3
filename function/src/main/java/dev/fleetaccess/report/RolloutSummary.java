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
 * @param slowest the item that converged last; empty when none did
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
    var counts = new EnumMap<Entry.State, Integer>(Entry.State.class);
    var previews = new TreeMap<String, Integer>();
    int calls = 0;
    int proven = 0;
    int proofCalls = 0;
    List<Entry> unproven = new ArrayList<>();
    for (Entry entry : entries) {
      counts.merge(entry.state(), 1, Integer::sum);
      calls += entry.calls();
      proofCalls += entry.proving().calls();
      proven += entry.proving().proven().isPresent() ? 1 : 0;
      if (entry.proving().broken().isPresent()) {
        unproven.add(entry);
      }
      if (entry.state() == Entry.State.PREVIEWED) {
        previews.merge(entry.note(), 1, Integer::sum);
      }
    }
    List<Entry> failures =
        entries.stream()
            .filter(
                entry ->
                    entry.state() == Entry.State.FAILED || entry.state() == Entry.State.REFUSED)
            .toList();
    Optional<Entry> slowest =
        entries.stream()
            .filter(entry -> entry.state() == Entry.State.CONVERGED)
            .max(Comparator.comparing(Entry::changed));
    return new RolloutSummary(
        rollout, counts, previews, failures, calls, proven, unproven, proofCalls, slowest);
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
        + words(rollout.state())
        + " after "
        + duration().toSeconds()
        + " s: "
        + states()
        + proofs()
        + would;
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

  static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
