package dev.fleetaccess.cli.page;

import dev.fleetaccess.cli.text.StoppedPush;
import dev.fleetaccess.cli.text.Words;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.ledger.AccountCoverage;
import dev.fleetaccess.ledger.Coverage;
import dev.fleetaccess.ledger.Entry;
import dev.fleetaccess.ledger.Pointers;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.report.CauseGroup;
import dev.fleetaccess.report.NextStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The report: one HTML file that loads nothing and sends nothing. Its policy allows its own style
 * and script by their hashes, and nothing else.
 *
 * @param where whose fleet it is
 * @param when the ledger was read
 * @param stopped the last push, if it was refused or rolled back
 * @param coverage how every account stands
 * @param unitNames what units are called, by their ids; those that are not here are shown by id
 * @param causes what fails, grouped
 * @param rollout the rollout whose course is shown
 * @param items its items
 * @param putBack items of the last comparisons whose roles somebody had changed
 */
public record Page(
    String where,
    Instant when,
    Optional<StoppedPush> stopped,
    Coverage coverage,
    Map<String, String> unitNames,
    List<CauseGroup> causes,
    Optional<Rollout> rollout,
    List<Entry> items,
    List<Entry> putBack) {
  private static final String STYLE = resource("page.css");
  private static final String SCRIPT = resource("page.js");

  public Page {
    Objects.requireNonNull(where);
    Objects.requireNonNull(when);
    Objects.requireNonNull(stopped);
    Objects.requireNonNull(coverage);
    unitNames = Map.copyOf(unitNames);
    causes = List.copyOf(causes);
    Objects.requireNonNull(rollout);
    items = List.copyOf(items);
    putBack = List.copyOf(putBack);
  }

  /** The whole file. */
  public String html() {
    List<AccountCoverage> rows =
        coverage.accounts().stream()
            .sorted(
                Comparator.comparing((AccountCoverage one) -> one.standing().state())
                    .thenComparing(AccountCoverage::account))
            .toList();
    var html = new Html();
    head(html);
    html.raw("<main>");
    begin(html, "map", "The organization");
    FleetMap.write(html, rows, unitNames);
    html.raw("</section>");
    begin(html, "failures", "What fails, and what to do");
    failures(html);
    html.raw("</section>");
    if (!putBack.isEmpty()) {
      begin(html, "by-hand", "Changed by hand, and put back");
      putBack(html);
      html.raw("</section>");
    }
    begin(html, "timeline", course());
    if (rollout.isPresent()) {
      new Timeline(rollout.get(), items).write(html);
    } else {
      html.raw("<p>The ledger keeps no release's rollout.</p>");
    }
    html.raw("</section>");
    begin(html, "accounts", "Every account");
    AccountTable.write(html, coverage, rows, unitNames);
    html.raw("</section></main>");
    html.raw("<footer><p>Made by FleetAccess from its ledger. Nothing was loaded to show it.</p>");
    html.raw("</footer><script>" + SCRIPT + "</script></body></html>\n");
    return html.toString();
  }

  private String course() {
    boolean last =
        Stream.concat(
                stopped.flatMap(StoppedPush::undone).map(Rollout::id).stream(),
                Stream.of(coverage.pointers().candidate(), coverage.pointers().current())
                    .flatMap(Optional::stream)
                    .map(Pointers.Pointer::rollout))
            .anyMatch(id -> rollout.filter(one -> one.id().equals(id)).isPresent());
    return last || rollout.isEmpty()
        ? "The last release, as it went"
        : rollout.get().id() + ", as it went";
  }

  private void head(Html html) {
    html.raw("<!doctype html><html lang=en><head><meta charset=utf-8>");
    html.raw("<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; ");
    html.raw("style-src 'sha256-" + hash(STYLE) + "'; script-src 'sha256-" + hash(SCRIPT) + "'; ");
    html.raw("base-uri 'none'; form-action 'none'\">");
    html.raw("<meta name=viewport content=\"width=device-width, initial-scale=1\">");
    html.raw("<meta name=color-scheme content=\"light dark\">");
    html.raw("<meta name=referrer content=no-referrer>");
    html.element("title", "FleetAccess: " + coverage.sentence());
    html.raw("<style>" + STYLE + "</style></head><body>");
    html.raw("<a class=skip href=#accounts>To the accounts</a><header>");
    html.raw("<p class=brand>FleetAccess</p>").element("h1", coverage.sentence());
    html.raw("<p>").text(where + ", " + Words.time(when)).raw("</p><dl>");
    coverage
        .pointers()
        .current()
        .ifPresent(to -> said(html, "Current release", to.release() + ", by " + to.rollout()));
    coverage
        .pointers()
        .candidate()
        .ifPresent(to -> said(html, "Coming", to.release() + ", by " + to.rollout()));
    stopped.ifPresent(push -> said(html, push.end(), push.sentence(when) + "."));
    rollout.ifPresent(one -> still(html, one));
    html.raw("</dl><nav aria-label=Sections><a href=#map>Map</a> <a href=#failures>Failures</a> ");
    html.raw("<a href=#timeline>Timeline</a> <a href=#accounts>Accounts</a></nav></header>\n");
  }

  /** What stands still, why, and what a person can do. */
  private void still(Html html, Rollout one) {
    List<String> steps = NextStep.of(one, coverage.pointers(), NextStep.Form.COMMAND);
    if (!steps.isEmpty()) {
      said(
          html,
          one.state() == Rollout.State.WAITING ? "Waiting" : "Halted",
          "%s, since %s. %s"
              .formatted(one.note(), Words.time(one.since()), String.join(". ", steps)));
    }
  }

  private static void said(Html html, String what, String text) {
    html.raw("<div>").element("dt", what).element("dd", text).raw("</div>");
  }

  private static void begin(Html html, String id, String title) {
    html.raw("<section id=" + id + " aria-labelledby=" + id + "-title>");
    html.element("h2 id=" + id + "-title", title);
  }

  private static void stopped(Html html, StoppedPush push) {
    html.raw("<article><h3>").text(push.title());
    html.raw(" <code>").text(push.end()).raw("</code></h3>");
    push.reasons().forEach(reason -> html.element("p", reason));
    html.raw("<p class=next>→ ").text(push.nextStep()).raw("</p></article>");
  }

  private void failures(Html html) {
    stopped.ifPresent(push -> stopped(html, push));
    if (causes.isEmpty() && stopped.isEmpty()) {
      html.raw("<p>Nothing fails.</p>");
    }
    for (CauseGroup cause : causes) {
      html.raw("<article><h3>").text(Words.count(cause.accounts().size(), "account"));
      html.raw(" <code>").text(cause.kind()).raw("</code></h3>").element("p", cause.cause());
      if (!cause.nextStep().isEmpty()) {
        html.raw("<p class=next>→ ").text(cause.nextStep()).raw("</p>");
      }
      html.raw("<details><summary>Which accounts</summary><p class=ids>");
      html.text(String.join(" ", cause.accounts().stream().map(AccountId::value).toList()));
      html.raw("</p></details></article>");
    }
  }

  private void putBack(Html html) {
    var found = new TreeMap<String, List<String>>();
    for (Entry item : putBack) {
      found.computeIfAbsent(item.note(), absent -> new ArrayList<>()).add(item.account().value());
    }
    found.forEach(
        (note, accounts) -> {
          html.raw("<article><h3>").text(Words.count(accounts.size(), "account")).raw("</h3>");
          html.element("p", note).raw("<p class=ids>").text(String.join(" ", accounts));
          html.raw("</p></article>");
        });
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  private static String resource(String name) {
    try (var stream = Page.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
