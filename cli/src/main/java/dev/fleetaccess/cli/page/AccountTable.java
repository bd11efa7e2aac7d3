package dev.fleetaccess.cli.page;

import dev.fleetaccess.cli.text.Words;
import dev.fleetaccess.ledger.AccountCoverage;
import dev.fleetaccess.ledger.Coverage;
import dev.fleetaccess.ledger.Standing;
import java.util.List;

/** Every account, a row each; a table without a script, searched and shown in parts with one. */
final class AccountTable {
  private AccountTable() {}

  static void write(Html html, Coverage coverage, List<AccountCoverage> rows) {
    html.raw("<form class=search role=search hidden><label>Search ");
    html.raw("<input id=q type=search autocomplete=off spellcheck=false");
    html.raw(" placeholder=\"id, unit, tag or cause\"></label>");
    html.raw("<label>State <select id=state><option value=\"\">all</option>");
    for (Standing.State state : coverage.counts().keySet()) {
      html.raw("<option>" + state.words() + "</option>");
    }
    html.raw("</select></label> <output id=found aria-live=polite></output></form>");
    html.raw("<div class=wide tabindex=0 role=region aria-label=\"Table of accounts\">");
    html.raw("<table id=table><thead><tr>");
    for (String head : List.of("Account", "State", "Release", "Last change", "Unit", "Why")) {
      html.element("th scope=col", head);
    }
    html.raw("</tr></thead><tbody>\n");
    rows.forEach(account -> row(html, account));
    html.raw("</tbody></table></div><p><button id=more type=button hidden>Show more</button></p>");
  }

  private static void row(Html html, AccountCoverage account) {
    Standing standing = account.standing();
    html.raw("<tr><th scope=row>" + account.account() + "</th>");
    html.raw("<td class=" + Tile.css(standing.state()) + ">" + standing.state().words() + "</td>");
    html.element("td", Words.release(account.release()));
    html.raw("<td>").text(Words.time(account.changed()));
    account
        .untilProven()
        .ifPresent(
            time ->
                html.raw(" <small>")
                    .text("proven " + Words.duration(time) + " after it joined")
                    .raw("</small>"));
    html.raw("</td>");
    html.raw("<td>").text(account.traits().units().stream().findFirst().orElse("–"));
    account
        .traits()
        .tags()
        .forEach((name, value) -> html.raw(" <small>").text(name + "=" + value).raw("</small>"));
    html.raw("</td><td>").text(standing.why());
    if (!standing.nextStep().isEmpty()) {
      html.raw(" <span class=next>→ ").text(standing.nextStep()).raw("</span>");
    }
    html.raw("</td></tr>\n");
  }
}
