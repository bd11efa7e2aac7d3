package dev.fleetaccess.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.cli.Golden;
import dev.fleetaccess.cli.SampleFleet;
import dev.fleetaccess.ledger.Rollout;
import dev.fleetaccess.ledger.Standing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PageTest {
  private static final String HOSTILE =
      "</title><script>alert(1)</script><img src=x onerror='alert(2)'>\""
          + " onmouseover=\"x\u202e\u0007&";

  @Test
  void thePageIsAsTheFileHasIt() {
    Golden.is("report.html", PageSamples.page(60, 3, "none of the access roles lets us in").html());
  }

  @Test
  void foreignTextIsTextWhereverItStands() {
    String page = PageSamples.page(60, 2, HOSTILE).html();

    assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    assertThat(occurrences(page, "<script")).as("our own").isEqualTo(1);
    assertThat(occurrences(page, "</title>")).as("our own").isEqualTo(1);
    assertThat(page).doesNotContain("<img", "\" onmouseover", "\u202e", "\u0007");
  }

  @Test
  void thePageLoadsNothingAndItsPolicyForbidsIt() {
    String page = PageSamples.page(60, 2, "no").html();

    assertThat(page)
        .contains("default-src 'none'; style-src 'sha256-")
        .doesNotContain(
            "unsafe-inline", "http://", "https://", "url(", "@import", " style=\"", " src=");
  }

  @Test
  void anOrganizationWhoseUnitsNobodyAskedForIsOneGroup() {
    assertThat(PageSamples.page(30, 0, "no").html()).contains("All accounts (units not known)");
  }

  @Test
  void tenThousandAccountsStayALightFile() {
    String page = PageSamples.page(10_000, 40, "none of the access roles lets us in").html();

    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(4_000_000);
    assertThat(occurrences(page, "<path")).as("a path a state and unit").isLessThan(600);
  }

  static Stream<Arguments> colours() {
    return Stream.of(":root {", "prefers-color-scheme: dark", "@media print")
        .flatMap(
            scheme ->
                Stream.concat(
                        Stream.of("fg", "dim", "link"),
                        Stream.of(Standing.State.values())
                            .map(state -> Tile.css(state).substring("s-".length())))
                    .flatMap(
                        colour ->
                            Stream.of("bg", "panel").map(on -> Arguments.of(scheme, colour, on))));
  }

  @ParameterizedTest(name = "{0} {1} on {2}")
  @MethodSource("colours")
  void textStandsOutFromItsGround(String scheme, String colour, String ground) {
    Map<String, String> colours = new HashMap<>();
    String page = PageSamples.page(1, 0, "no").html();
    String block = page.substring(page.indexOf(scheme));
    var variable = Pattern.compile("--([a-z-]+): (#[0-9a-f]{6})");
    var found = variable.matcher(block.substring(0, block.indexOf("}")));
    while (found.find()) {
      colours.put(found.group(1), found.group(2));
    }

    assertThat(contrast(colours.get(colour), colours.get(ground)))
        .as("WCAG 2.2, level AA")
        .isGreaterThanOrEqualTo(4.5);
  }

  @Test
  void theAxisEndsAtTheTimeThatTheHeadlineSays() {
    Instant start = SampleFleet.NOW;
    Rollout rollout =
        SampleFleet.rollout("release-1", Rollout.Kind.RELEASE, SampleFleet.NEW, start)
            .closed(Rollout.State.FINISHED, "", start.plusMillis(69_700));
    var html = new Html();

    new Timeline(rollout, List.of()).write(html);

    assertThat(html.toString())
        .contains(" in 1 min 9 s")
        .contains("class=end>1 min 9 s<")
        .as("nothing was tried again")
        .doesNotContain("at their item's end");
  }

  @Test
  void theLabelsOfAShortAxisDifferFromEachOther() {
    Instant start = SampleFleet.NOW;
    Rollout rollout =
        SampleFleet.rollout("release-1", Rollout.Kind.RELEASE, SampleFleet.NEW, start)
            .closed(Rollout.State.FINISHED, "", start.plusMillis(9_990));
    var html = new Html();

    new Timeline(rollout, List.of()).write(html);

    assertThat(html.toString())
        .contains(">0 s<", ">2.4 s<", ">4.9 s<", ">7.4 s<", "class=end>9.9 s<")
        .contains(" in 9.9 s");
  }

  @Test
  void aReleaseThatStandsStillSaysWhyAndWhatToDo() {
    Page sample = PageSamples.page(1, 0, "no");
    Rollout waiting =
        sample
            .rollout()
            .orElseThrow()
            .as(Rollout.State.WAITING, "wave 2 waits", SampleFleet.NOW, SampleFleet.NOW);
    var page =
        new Page(
            sample.where(),
            sample.when(),
            Optional.empty(),
            sample.coverage(),
            Map.of(),
            List.of(),
            Optional.of(waiting),
            List.of(),
            List.of());

    assertThat(page.html())
        .contains("<dt>Waiting</dt><dd>wave 2 waits, since ")
        .contains("Let it go on: ./fleet resume " + waiting.id());
  }

  @Test
  void aPushThatWasRefusedSaysWhatStopsItAndWhatToDo() {
    assertThat(PageSamples.page(1, 0, "no last wave").html())
        .contains("<dt>Refused</dt><dd>the push of ccccccc, 1 min 0 s ago, for 1 error; ")
        .contains("<p>fleet.yaml:10: error [rollout-waves] no last wave</p>")
        .contains("→ Correct it and push again.")
        .doesNotContain("not shown");
  }

  @Test
  void eachStateHasAShapeOfItsOwn() {
    List<String> shapes =
        Stream.of(Standing.State.values()).map(state -> Tile.path(state, 0, 0)).toList();

    assertThat(shapes).doesNotHaveDuplicates();
  }

  private static double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String colour) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    return IntStream.range(0, 3)
        .mapToDouble(
            i -> {
              double value = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
              double linear =
                  value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
              return weights[i] * linear;
            })
        .sum();
  }

  private static int occurrences(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }
}
