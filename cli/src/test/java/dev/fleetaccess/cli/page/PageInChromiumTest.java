package dev.fleetaccess.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page as a browser shows it. Where there is no Chromium it is skipped, and says so; {@code
 * -Dfleet.pictures=FOLDER} keeps pictures for people to look at.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageInChromiumTest {
  private static final int TAB = 9;
  private static final int ENTER = 13;
  private static final int SPACE = 32;
  private static final int DOWN = 40;

  private Path folder;
  private Chromium browser;

  @BeforeAll
  void start(@TempDir Path own) throws Exception {
    folder = own;
    Optional<Path> program = Chromium.find();
    if (program.isEmpty()) {
      System.err.println(
          "SKIPPED: the report was shown in no browser: install chromium, so that it is on the"
              + " PATH");
    }
    assumeTrue(program.isPresent(), "there is no chromium on the PATH");
    browser = Chromium.start(program.orElseThrow(), folder);
  }

  @AfterAll
  void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void plain() throws Exception {
    browser.media("", "light");
    browser.width(1200);
  }

  @Test
  void searchingShowsWhatMatchesAndCounts() throws Exception {
    show(PageSamples.page(300, 3, "no way in"), "#q=300000000003");

    assertThat(found()).isEqualTo("1 of 300 accounts");
    assertThat(rows()).isEqualTo(1);
    assertThat(value("document.querySelector('#table tbody th').textContent").asText())
        .isEqualTo("300000000003");
  }

  @Test
  void aLargeFleetIsShownInParts() throws Exception {
    show(PageSamples.page(10_000, 40, "no way in"), "");

    assertThat(found()).isEqualTo("10000 accounts");
    assertThat(rows()).as("of ten thousand").isEqualTo(100);
  }

  @Test
  void nothingThatAnybodyWroteRuns() throws Exception {
    String evil =
        "<script>document.title='evil'</script><img src=x onerror=\"document.title='evil'\">";

    show(PageSamples.page(60, 2, evil), "");

    assertThat(value("document.title").asText()).startsWith("FleetAccess: No: ");
    assertThat(found()).isEqualTo("60 accounts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyStateIsDrawnInColoursThatStandOut(String scheme) throws Exception {
    browser.media("", scheme);

    show(PageSamples.page(300, 3, "no way in"), "");

    keep(scheme);
    String ground = colour("document.body", "backgroundColor");
    assertThat(ground).isEqualTo(scheme.equals("dark") ? "rgb(13, 17, 23)" : "rgb(255, 255, 255)");
    JsonNode drawn =
        value("[...document.querySelectorAll('.map path')].map(p => getComputedStyle(p).fill)");
    assertThat(drawn.size()).isGreaterThan(10);
    for (JsonNode fill : drawn) {
      assertThat(contrast(fill.asText(), ground)).as(fill + " on " + ground).isGreaterThan(4.5);
    }
    assertThat(contrast(colour("document.body", "color"), ground)).isGreaterThan(7);
    assertThat(contrast(colour("document.querySelector('figcaption')", "color"), ground))
        .isGreaterThan(4.5);
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 390, 768, 1200})
  void nothingIsWiderThanTheWindow(int width) throws Exception {
    browser.width(width);

    show(PageSamples.failingInManyWays(), "");

    keep("width-" + width);
    assertThat(value("document.scrollingElement.scrollWidth").asInt()).isLessThanOrEqualTo(width);
    assertThat(
            value(
                """
                [...document.querySelectorAll('body *')]
                  .filter(e => !e.closest('.wide, .skip') && e.getBoundingClientRect().right > innerWidth)
                  .map(e => e.outerHTML.slice(0, 80))\
                """))
        .as("what would be cut off at the right")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 390, 768, 1200})
  void whatIsWiderThanItsPlaceIsReachedByTheKeyboardAndShowsThatThereIsMore(int width)
      throws Exception {
    browser.width(width);

    show(PageSamples.failingInManyWays(), "");

    JsonNode scrollers =
        value(
            """
            [...document.querySelectorAll('main *')]
              .filter(e => e.namespaceURI.endsWith('xhtml') && e.scrollWidth > e.clientWidth
                && ['auto', 'scroll', 'hidden'].includes(getComputedStyle(e).overflowX)
                && !e.closest('thead, select, input'))
              .map(e => ({tab: e.tabIndex, role: e.getAttribute('role'),
                label: e.getAttribute('aria-label'), shades: getComputedStyle(e).backgroundAttachment}))\
            """);
    for (JsonNode scroller : scrollers) {
      assertThat(scroller.path("tab").asInt()).as(scroller.toString()).isZero();
      assertThat(scroller.path("role").asText()).isEqualTo("region");
      assertThat(scroller.path("label").asText()).isNotEmpty();
      assertThat(scroller.path("shades").asText()).contains("local").contains("scroll");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 390, 700, 768, 1200})
  void theChartIsSeenOnceAndItsWordsCanBeRead(int width) throws Exception {
    browser.width(width);

    show(PageSamples.page(300, 3, "no way in"), "");

    JsonNode charts =
        value(
            """
            [...document.querySelectorAll('.chart')]
              .map(c => ({wide: c.getBoundingClientRect().width, units: c.viewBox.baseVal.width,
                size: parseFloat(getComputedStyle(c.querySelector('text')).fontSize)}))
              .filter(c => c.wide > 0).map(c => c.size * c.wide / c.units)\
            """);
    assertThat(charts.size()).isOne();
    assertThat(charts.get(0).asDouble()).as("pixels").isBetween(9.0, 20.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 768, 1000})
  void whereTheColumnsDoNotFitAnAccountIsACardOfAFewLines(int width) throws Exception {
    browser.width(width);

    show(PageSamples.page(300, 3, "no way in"), "");

    assertThat(highestOfThoseThatAreRight()).isLessThan(110);
    assertThat(value("document.querySelector('#table').parentElement.scrollWidth").asInt())
        .as("nothing to be moved sideways")
        .isLessThanOrEqualTo(width - 40);
  }

  @Test
  void onAScreenAnAccountThatIsRightTakesOneLineOrTwo() throws Exception {
    show(PageSamples.page(300, 3, "no way in"), "#q=proven");

    assertThat(highestOfThoseThatAreRight()).isLessThan(60);
  }

  /** Of the accounts' rows, in pixels. */
  private double highestOfThoseThatAreRight() throws Exception {
    return value(
            """
            [...document.querySelectorAll('#table tbody tr')]
              .filter(r => r.cells[1].textContent === 'proven')
              .map(r => r.getBoundingClientRect().height).reduce((a, b) => Math.max(a, b))\
            """)
        .asDouble();
  }

  @Test
  void onPaperItIsWholeAndHasNothingToClick() throws Exception {
    browser.media("print", "dark");
    show(PageSamples.page(300, 3, "no way in"), "");
    for (String gone : new String[] {"nav", ".search", "#more", "summary", ".skip"}) {
      assertThat(colour("document.querySelector('" + gone + "')", "display"))
          .as(gone)
          .isEqualTo("none");
    }
    assertThat(colour("document.body", "backgroundColor"))
        .as("the screen's dark is no paper")
        .isEqualTo("rgb(255, 255, 255)");
    assertThat(colour("document.querySelector('details > .ids')", "display")).isEqualTo("block");
    keep("paper");
    browser.media("", "light");

    byte[] file = browser.print();

    if (pictures().isPresent()) {
      Files.write(pictures().get().resolve("print.pdf"), file);
    }
    String pdf = new String(file, StandardCharsets.ISO_8859_1);
    assertThat(pdf).startsWith("%PDF-");
    assertThat(Pattern.compile("/Type /Page\\b(?!s)").matcher(pdf).results().count())
        .as("300 rows of 100 that the screen shows")
        .isGreaterThan(7);
    assertThat(rows()).as("and then the screen is as before").isEqualTo(100);
  }

  @Test
  void itCanBeReadAndSearchedWithTheKeyboardAlone() throws Exception {
    show(PageSamples.page(300, 3, "no way in"), "");

    tab();
    assertThat(focused()).as("the first stop leads past everything").isEqualTo("a.skip");
    assertThat(value("document.activeElement.getBoundingClientRect().left").asDouble())
        .as("and is seen")
        .isGreaterThanOrEqualTo(0);
    assertThat(colour("document.activeElement", "outlineStyle")).isEqualTo("solid");
    browser.press("Enter", ENTER, "\r");
    assertThat(value("location.hash").asText()).isEqualTo("#accounts");

    tab();
    assertThat(focused()).isEqualTo("input#q");
    browser.type("no way");
    long failing = value("document.querySelectorAll('#table tbody tr').length").asLong();
    assertThat(found()).isEqualTo(failing + " of 300 accounts");
    assertThat(failing).isBetween(1L, 50L);
    value("document.getElementById('q').select()");
    browser.press("Delete", 46, "");
    assertThat(found()).isEqualTo("300 accounts");

    tab();
    assertThat(focused()).isEqualTo("select#state");
    browser.press("ArrowDown", DOWN, "");
    assertThat(value("document.getElementById('state').value").asText()).isEqualTo("failing");
    assertThat(found()).endsWith(" of 300 accounts");
    browser.press("ArrowUp", 38, "");
    assertThat(found()).isEqualTo("300 accounts");

    tab();
    assertThat(value("document.activeElement.getAttribute('aria-label')").asText())
        .isEqualTo("Table of accounts");
    tab();
    assertThat(focused()).isEqualTo("button#more");
    browser.press(" ", SPACE, " ");
    assertThat(rows()).isEqualTo(300);
  }

  @Test
  void whatCannotBeSeenIsSaid() throws Exception {
    show(PageSamples.page(60, 3, "no way in"), "");

    assertThat(
            value(
                    "[...document.querySelectorAll('svg')].every(s =>"
                        + " s.getAttribute('aria-hidden') === 'true'"
                        + " || s.getAttribute('role') === 'img' && s.getAttribute('aria-label'))")
                .asBoolean())
        .as("each drawing has words or is an ornament")
        .isTrue();
    assertThat(
            value(
                    "[...document.querySelectorAll('input, select')].every(i => i.labels.length"
                        + " === 1)")
                .asBoolean())
        .as("each field has its label")
        .isTrue();
    assertThat(value("document.getElementById('found').getAttribute('aria-live')").asText())
        .isEqualTo("polite");
    assertThat(value("document.querySelectorAll('h1').length").asInt()).isEqualTo(1);
  }

  private void show(Page page, String hash) throws Exception {
    Path file = folder.resolve("page.html");
    Files.writeString(file, page.html());
    browser.open(file, hash);
  }

  private void keep(String name) throws Exception {
    if (pictures().isPresent()) {
      Files.write(pictures().get().resolve(name + ".png"), browser.picture());
    }
  }

  private static Optional<Path> pictures() {
    return Optional.ofNullable(System.getProperty("fleet.pictures")).map(Path::of);
  }

  private JsonNode value(String expression) throws Exception {
    return browser.value(expression);
  }

  private String colour(String element, String property) throws Exception {
    return value("getComputedStyle(" + element + ")." + property).asText();
  }

  private String found() throws Exception {
    return value("document.getElementById('found').textContent").asText();
  }

  private int rows() throws Exception {
    return value("document.querySelectorAll('#table tbody tr').length").asInt();
  }

  private void tab() throws Exception {
    browser.press("Tab", TAB, "");
  }

  private String focused() throws Exception {
    return value(
            "(e => e.localName + (e.id ? '#' + e.id : e.className ? '.' + e.className :"
                + " ''))(document.activeElement)")
        .asText();
  }

  /** As WCAG 2.2 reckons it: 1 for equal colours, 21 for black on white. */
  private static double contrast(String one, String other) {
    double first = luminance(one);
    double second = luminance(other);
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double luminance(String colour) {
    double[] parts =
        Pattern.compile("\\d+")
            .matcher(colour)
            .results()
            .limit(3)
            .mapToDouble(part -> Integer.parseInt(part.group()) / 255.0)
            .map(part -> part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4))
            .toArray();
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  }
}
