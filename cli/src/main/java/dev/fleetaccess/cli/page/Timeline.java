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
  private static final int WIDTH = 880;
  private static final int LEFT = 56;
  private static final int HEIGHT = 180;
  private static final int TOP = 32;
  private static final int RETRIES = 44;

  /** Between both, for the words that say what the lower one shows. */
  private static final int GAP = 28;

  private static final int BINS = 60;

  /** More points than the drawing has places say nothing more. */
  private static final int POINTS = 300;

  /** A time below has a decimal. */
  private static final Duration SHORT = Duration.ofSeconds(10);

  private final Rollout rollout;
  private final List<Entry> ended;
  private final List<Entry> items;
  private final Duration whole;
  private final double seconds;

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
    this.seconds = Math.max(1, whole.toMillis() / 1000.0);
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
    int below = retries == 0 ? 0 : GAP + RETRIES;
    int height = TOP + HEIGHT + below + 28;
    html.raw("<figure><figcaption>").text(label).raw("</figcaption>");
    html.raw("<div class=wide tabindex=0 role=region aria-label=\"Course over time\">");
    html.raw("<svg class=chart role=img aria-label=\"" + Html.escaped(label) + "\"");
    html.raw(" viewBox=\"0 0 %d %d\" width=%d height=%d>".formatted(WIDTH, height, WIDTH, height));
    frame(html, converged.size(), below);
    html.raw("<path class=area d=\"" + area(converged) + "\"/>");
    html.raw("<path class=line d=\"" + line(converged) + "\"/>");
    crosses(html, failed, converged.size());
    if (retries > 0) {
      retries(html);
    }
    html.raw("</svg></div></figure>");
    waves(html);
  }

  static boolean failed(Entry item) {
    return item.state() == Entry.State.FAILED || item.state() == Entry.State.REFUSED;
  }

  /** What was never tried again needs no drawing of it. */
  private void frame(Html html, int most, int below) {
    int bottom = TOP + HEIGHT;
    for (int quarter = 0; quarter <= 4; quarter++) {
      int y = bottom - HEIGHT * quarter / 4;
      html.raw("<path class=grid d=\"M%d %dH%d\"/>".formatted(LEFT, y, WIDTH - 8));
      if (quarter == 0 || most * quarter % 4 == 0) {
        html.raw(
            "<text x=%d y=%d class=end>%d</text>".formatted(LEFT - 6, y + 4, most * quarter / 4));
      }
      int x = LEFT + (WIDTH - 8 - LEFT) * quarter / 4;
      String anchor = quarter == 0 ? "" : quarter == 4 ? " class=end" : " class=middle";
      html.raw("<text x=%d y=%d%s>".formatted(x, bottom + below + 20, anchor));
      html.text(label(whole.multipliedBy(quarter).dividedBy(4))).raw("</text>");
    }
    html.raw("<text x=0 y=14>converged</text>");
  }

  private double x(Instant when) {
    double after = Math.max(0, Duration.between(rollout.started(), when).toMillis() / 1000.0);
    return LEFT + after / seconds * (WIDTH - 8 - LEFT);
  }

  private String line(List<Entry> converged) {
    int bottom = TOP + HEIGHT;
    var path = new StringBuilder("M" + LEFT + " " + bottom);
    int every = Math.max(1, converged.size() / POINTS);
    for (int i = 0; i < converged.size(); i++) {
      if (i % every == every - 1 || i == converged.size() - 1) {
        path.append(String.format(Locale.ROOT, "H%.1f", x(converged.get(i).changed())))
            .append(
                String.format(
                    Locale.ROOT, "V%.1f", bottom - (double) HEIGHT * (i + 1) / converged.size()));
      }
    }
    return path.append("H%d".formatted(WIDTH - 8)).toString();
  }

  private String area(List<Entry> converged) {
    return line(converged) + "V" + (TOP + HEIGHT) + "z";
  }

  /** A cross for each failure, at most as many as the drawing has places. */
  private void crosses(Html html, List<Entry> failed, int converged) {
    if (failed.isEmpty()) {
      return;
    }
    var path = new StringBuilder();
    int every = Math.max(1, failed.size() / BINS);
    for (int i = 0; i < failed.size(); i += every) {
      path.append(
          String.format(
              Locale.ROOT, "M%.1f %dl8 8m0-8l-8 8", x(failed.get(i).changed()) - 4, TOP - 4));
    }
    html.raw("<path class=cross d=\"" + path + "\"/>");
    html.raw("<text x=%d y=14 class=end>× failed</text>".formatted(WIDTH - 8));
  }

  private void retries(Html html) {
    // The ledger keeps how many there were, not when each was.
    html.raw("<text x=0 y=%d>retries, at their item's end</text>".formatted(TOP + HEIGHT + 18));
    int bottom = TOP + HEIGHT + GAP + RETRIES;
    int[] bins = new int[BINS];
    for (Entry item : items) {
      double share = (x(item.changed()) - LEFT) / (WIDTH - 8 - LEFT);
      int bin = Math.min(BINS - 1, (int) (share * BINS));
      bins[bin] += item.attempt().failures();
    }
    int most = 0;
    for (int bin : bins) {
      most = Math.max(most, bin);
    }
    html.raw("<path class=grid d=\"M%d %dH%d\"/>".formatted(LEFT, bottom, WIDTH - 8));
    var path = new StringBuilder();
    double width = (double) (WIDTH - 8 - LEFT) / BINS;
    for (int bin = 0; bin < BINS; bin++) {
      if (bins[bin] > 0) {
        double high = (double) RETRIES * bins[bin] / most;
        path.append(
            String.format(
                Locale.ROOT,
                "M%.1f %dv-%.1fh%.1fv%.1fz",
                LEFT + bin * width,
                bottom,
                high,
                width - 2,
                high));
      }
    }
    html.raw("<path class=bar d=\"" + path + "\"/>");
    html.raw("<text x=%d y=%d class=end>%d</text>".formatted(LEFT - 6, bottom - RETRIES + 8, most));
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
  private static String label(Duration time) {
    return time.isPositive() && time.compareTo(SHORT) < 0
        ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 100 / 10.0)
        : Words.duration(time);
  }
}
