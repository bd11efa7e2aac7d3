package dev.fleetaccess.local.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeedsReportTest {
  @Test
  void theHashIsThatOfAllSeedsWhicheverEndedFirst() {
    String hash = hash(report(1, "aa"), report(2, "bb"));
    assertThat(hash(report(2, "bb"), report(1, "aa"))).isEqualTo(hash);
    assertThat(hash(report(1, "aa"), report(2, "bc"))).as("one effect differs").isNotEqualTo(hash);
    assertThat(hash(report(1, "bb"), report(2, "aa"))).as("seeds change places").isNotEqualTo(hash);
    assertThat(hash(report(1, "aa"))).as("one is missing").isNotEqualTo(hash);
  }

  private static String hash(RehearsalReport... reports) {
    var sum = new SeedsReport();
    List.of(reports).forEach(sum::add);
    return sum.hash();
  }

  private static RehearsalReport report(long seed, String hash) {
    return new RehearsalReport(
        5, seed, "high", "drawn", List.of(), Map.of(), Map.of(), 0, 0, List.of(), 0, 0, hash);
  }
}
