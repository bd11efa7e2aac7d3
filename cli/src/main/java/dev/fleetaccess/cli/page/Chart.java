package dev.fleetaccess.cli.page;

import dev.fleetaccess.ledger.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How a rollout went as a drawing: items converged over time, and below it what was tried again.
 * One form is for screens and paper, one for phones, which would show the other's words too small
 * to read; the page shows the one that fits.
 */
final class Chart {
  private static final int LEFT = 56;
  private static final int RIGHT = 8;
  private static final int HEIGHT = 180;
  private static final int TOP = 32;
  private static final int RETRIES = 44;

  /** Between both, for the words that say what the lower one shows. */
  private static final int GAP = 28;

  private static final int BINS = 60;

  /** More points than the drawing has places say nothing more. */
  private static final int POINTS = 300;

  /** How wide it is, in its own units, and into how many parts its time is divided. */
  enum Form {
    SCREEN(880, 4),
    PHONE(400, 2);

    private final int width;
    private final int parts;

    Form(int width, int parts) {
      this.width = width;
      this.parts = parts;
    }

    private String css() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Form form;
  private final int right;
  private final Instant started;
  private final Duration whole;
  private final double seconds;
  private final List<Entry> items;

  /**
   * A drawing.
   *
   * @param started where its time begins
   * @param whole how long it is
   * @param items all of the rollout's items
   */
  Chart(Form form, Instant started, Duration whole, List<Entry> items) {
    this.form = Objects.requireNonNull(form);
    this.right = form.width - RIGHT;
    this.started = Objects.requireNonNull(started);
    this.whole = Objects.requireNonNull(whole);
    this.seconds = Math.max(1, whole.toMillis() / 1000.0);
    this.items = List.copyOf(items);
  }

  /**
   * Draws it.
   *
   * @param label what it says, for those who do not see it
   * @param converged the items that converged, in the order in which they did
   * @param failed those that failed
   */
  void write(Html html, String label, List<Entry> converged, List<Entry> failed) {
    boolean retried = items.stream().anyMatch(item -> item.attempt().failures() > 0);
    int below = retried ? GAP + RETRIES : 0;
    int height = TOP + HEIGHT + below + 28;
    html.raw("<svg class=\"chart " + form.css() + "\" role=img");
    html.raw(" aria-label=\"" + Html.escaped(label) + "\"");
    html.raw(" viewBox=\"0 0 %d %d\"".formatted(form.width, height));
    html.raw(" width=%d height=%d>".formatted(form.width, height));
    frame(html, converged.size(), below);
    html.raw("<path class=area d=\"" + area(converged) + "\"/>");
    html.raw("<path class=line d=\"" + line(converged) + "\"/>");
    crosses(html, failed);
    if (retried) {
      retries(html);
    }
    html.raw("</svg>");
  }

  /** What was never tried again needs no drawing of it. */
  private void frame(Html html, int most, int below) {
    int bottom = TOP + HEIGHT;
    for (int quarter = 0; quarter <= 4; quarter++) {
      int y = bottom - HEIGHT * quarter / 4;
      html.raw("<path class=grid d=\"M%d %dH%d\"/>".formatted(LEFT, y, right));
      if (quarter == 0 || most * quarter % 4 == 0) {
        html.raw(
            "<text x=%d y=%d class=end>%d</text>".formatted(LEFT - 6, y + 4, most * quarter / 4));
      }
    }
    for (int part = 0; part <= form.parts; part++) {
      int x = LEFT + (right - LEFT) * part / form.parts;
      String anchor = part == 0 ? "" : part == form.parts ? " class=end" : " class=middle";
      html.raw("<text x=%d y=%d%s>".formatted(x, bottom + below + 20, anchor));
      html.text(Timeline.label(whole.multipliedBy(part).dividedBy(form.parts))).raw("</text>");
    }
    html.raw("<text x=0 y=14>converged</text>");
  }

  private double x(Instant when) {
    double after = Math.max(0, Duration.between(started, when).toMillis() / 1000.0);
    return LEFT + after / seconds * (right - LEFT);
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
    return path.append("H%d".formatted(right)).toString();
  }

  private String area(List<Entry> converged) {
    return line(converged) + "V" + (TOP + HEIGHT) + "z";
  }

  /** A cross for each failure, at most as many as the drawing has places. */
  private void crosses(Html html, List<Entry> failed) {
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
    html.raw("<text x=%d y=14 class=end>× failed</text>".formatted(right));
  }

  private void retries(Html html) {
    // The ledger keeps how many there were, not when each was.
    html.raw("<text x=0 y=%d>retries, at their item's end</text>".formatted(TOP + HEIGHT + 18));
    int bottom = TOP + HEIGHT + GAP + RETRIES;
    int[] bins = new int[BINS];
    for (Entry item : items) {
      double share = (x(item.changed()) - LEFT) / (right - LEFT);
      int bin = Math.min(BINS - 1, (int) (share * BINS));
      bins[bin] += item.attempt().failures();
    }
    int most = 0;
    for (int bin : bins) {
      most = Math.max(most, bin);
    }
    html.raw("<path class=grid d=\"M%d %dH%d\"/>".formatted(LEFT, bottom, right));
    var path = new StringBuilder();
    double width = (double) (right - LEFT) / BINS;
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
}
