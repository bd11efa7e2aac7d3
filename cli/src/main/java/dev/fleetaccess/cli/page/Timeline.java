package dev.fleetaccess.cli.page;

import dev.fleetaccess.cli.text.Words;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;

/** How a rollout went: items converged over time, failures and retries, and its waves. */
final class Timeline {
  /** A time below has a decimal. */
  private static final Duration SHORT = Duration.ofSeconds(10);

  private final Rollout rollout;
  private final List<Entry> ended;
  private final List<Entry> items;
  private final Duration whole;

  Timeline(Rollout rollout, List<Entry> items) {
    this.rollout = Objects.requireNonNull(rollout);
    this.items = List.copyOf(items);
    this.ended =
        items.stream()
            .filter(item -> item.state().ended())
            .sorted(Comparator.comparing(Entry::changed))
            .toList();
    Instant last = rollout.changed();
    for (Entry item : ended) {
      last = item.changed().isAfter(last) ? item.changed() : last;
    }
    this.whole = Duration.between(rollout.started(), last);
  }

  void write(Html html) {
    List<Entry> converged =
        ended.stream().filter(item -> item.state() == Entry.State.CONVERGED).toList();
    List<Entry> failed = ended.stream().filter(Timeline::failed).toList();
    int retries = items.stream().mapToInt(item -> item.attempt().failures()).sum();
    String label =
        "%s: %d of %d items converged, %d failed, %d retries, in %s"
            .formatted(
                rollout.id(), converged.size(), items.size(), failed.size(), retries, label(whole));
    html.raw("<figure><figcaption>").text(label).raw("</figcaption>");
    for (Chart.Form form : Chart.Form.values()) {
      new Chart(form, rollout.started(), whole, items).write(html, label, converged, failed);
    }
    html.raw("</figure>");
    waves(html);
  }

  static boolean failed(Entry item) {
    return item.state() == Entry.State.FAILED || item.state() == Entry.State.REFUSED;
  }

  private record Wave(int stage, String stack, int wave) {}

  private void waves(Html html) {
    var waves =
        new TreeMap<Wave, List<Entry>>(
            Comparator.comparing(Wave::stage).thenComparing(Wave::wave).thenComparing(Wave::stack));
    items.forEach(
        item ->
            waves
                .computeIfAbsent(
                    new Wave(item.stage(), item.stack(), item.wave()), absent -> new ArrayList<>())
                .add(item));
    html.raw("<div class=wide tabindex=0 role=region aria-label=Waves><table><thead><tr>");
    for (String head :
        List.of("Stack", "Wave", "First ended", "Last ended", "Converged", "Failed", "Retries")) {
      html.element("th scope=col", head);
    }
    html.raw("</tr></thead><tbody>");
    waves.forEach((wave, own) -> row(html, wave, own));
    html.raw("</tbody></table></div>");
  }

  private void row(Html html, Wave wave, List<Entry> own) {
    List<Instant> times =
        own.stream().filter(Timeline::cameToAnEnd).map(Entry::changed).sorted().toList();
    html.raw("<tr>").element("th scope=row", wave.stack()).element("td", "" + (wave.wave() + 1));
    html.element("td", times.isEmpty() ? "–" : after(times.getFirst()));
    html.element(
        "td",
        times.isEmpty() || own.stream().anyMatch(item -> !item.state().ended())
            ? "–"
            : after(times.getLast()));
    html.element(
        "td",
        own.stream().filter(item -> item.state() == Entry.State.CONVERGED).count()
            + " of "
            + own.size());
    html.element("td", "" + own.stream().filter(Timeline::failed).count());
    html.element("td", "" + own.stream().mapToInt(item -> item.attempt().failures()).sum());
    html.raw("</tr>");
  }

  /** Not by being left where it was. */
  private static boolean cameToAnEnd(Entry item) {
    return item.state() == Entry.State.CONVERGED || failed(item);
  }

  private String after(Instant when) {
    return label(Duration.between(rollout.started(), when));
  }

  /** Whole seconds would name several places of a short axis alike. */
  static String label(Duration time) {
    return time.isPositive() && time.compareTo(SHORT) < 0
        ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 100 / 10.0)
        : Words.duration(time);
  }
}
