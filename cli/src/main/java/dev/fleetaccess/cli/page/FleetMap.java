package dev.fleetaccess.cli.page;

import dev.fleetaccess.cli.text.Words;
import dev.fleetaccess.ledger.AccountCoverage;
import dev.fleetaccess.ledger.Standing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The organization as tiles, a drawing a unit. However many accounts there are, a drawing has one
 * path a state.
 */
final class FleetMap {
  /** As many tiles of their full size fit beside one another into a window of usual width. */
  private static final int COLUMNS = 60;

  /** Between a name and an id where they are sorted: it stands in neither. */
  private static final String NAMED = "\n";

  private static final String EVERYBODY = "All accounts (units not known)";
  private static final String ELSEWHERE = "Unit not known";

  private FleetMap() {}

  /**
   * Writes the map.
   *
   * @param rows the accounts in the order of the table's rows
   * @param names what units are called, by their ids
   */
  static void write(Html html, List<AccountCoverage> rows, Map<String, String> names) {
    legend(html, rows);
    var units = new TreeMap<String, List<Integer>>();
    for (int row = 0; row < rows.size(); row++) {
      String id = unit(rows.get(row));
      // Two units may be called the same, and are two all the same.
      String name = names.containsKey(id) ? names.get(id) + NAMED + id : id;
      units.computeIfAbsent(name, absent -> new ArrayList<>()).add(row);
    }
    boolean unknown = units.size() == 1 && units.containsKey("");
    units.forEach(
        (unit, members) -> {
          String called = unit.split(NAMED)[0];
          String name = unknown ? EVERYBODY : unit.isEmpty() ? ELSEWHERE : called;
          unit(html, name, members, rows);
        });
    html.raw("<p class=hint><output id=at>&nbsp;</output></p>");
  }

  /** The unit it stands in itself. */
  private static String unit(AccountCoverage account) {
    return account.traits().units().stream().findFirst().orElse("");
  }

  private static void legend(Html html, List<AccountCoverage> rows) {
    html.raw("<ul class=legend>");
    counts(rows)
        .forEach(
            (state, count) ->
                html.raw("<li><svg viewBox=\"0 0 12 12\" width=12 height=12 aria-hidden=true>")
                    .raw("<path class=" + Tile.css(state) + " fill-rule=evenodd d=\"")
                    .raw(Tile.path(state, 0, 0) + "\"/></svg> ")
                    .raw(count + " " + state.words() + "</li>"));
    html.raw("</ul>");
  }

  private static void unit(
      Html html, String name, List<Integer> members, List<AccountCoverage> rows) {
    List<AccountCoverage> accounts = members.stream().map(rows::get).toList();
    String summary =
        counts(accounts).entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey().words())
            .collect(Collectors.joining(", "));
    int columns = Math.min(COLUMNS, members.size());
    int lines = (members.size() + columns - 1) / columns;
    html.raw("<figure><figcaption><strong>").text(name).raw("</strong> ");
    html.text(Words.count(members.size(), "account") + ": " + summary).raw("</figcaption>");
    html.raw("<svg class=map role=img aria-label=\"" + Html.escaped(name + ": " + summary) + "\"");
    html.raw(" viewBox=\"0 0 %d %d\"".formatted(columns * Tile.PITCH, lines * Tile.PITCH));
    html.raw(" width=" + columns * Tile.PITCH + " height=" + lines * Tile.PITCH);
    html.raw(" data-columns=" + columns + " data-rows=\"");
    html.raw(members.stream().map(String::valueOf).collect(Collectors.joining(" "))).raw("\">");
    var paths = new EnumMap<Standing.State, StringBuilder>(Standing.State.class);
    for (int i = 0; i < accounts.size(); i++) {
      Standing.State state = accounts.get(i).standing().state();
      paths
          .computeIfAbsent(state, absent -> new StringBuilder())
          .append(Tile.path(state, i % columns * Tile.PITCH, i / columns * Tile.PITCH));
    }
    paths.forEach(
        (state, path) ->
            html.raw("<path class=" + Tile.css(state) + " fill-rule=evenodd d=\"")
                .raw(path.toString())
                .raw("\"/>"));
    html.raw("</svg></figure>");
  }

  private static Map<Standing.State, Integer> counts(List<AccountCoverage> accounts) {
    var counts = new EnumMap<Standing.State, Integer>(Standing.State.class);
    accounts.forEach(account -> counts.merge(account.standing().state(), 1, Integer::sum));
    return counts;
  }
}
