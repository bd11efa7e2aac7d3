package dev.fleetaccess.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.release.Manifest;
import dev.fleetaccess.release.SampleReleases;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupsTest {
  @ParameterizedTest(name = "{0}: {3} accounts in {2} units take {4} calls: {5}")
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing | except: {}                          | 10 | 10000 | 500   | pages of 20",
        "nothing | except: {}                          | 0  | 1     | 1     | one page",
        "units   | 'except: {units: [ou-abcd-12345678]}' | 10 | 10000 | 535   | 511 pages, 1 root,"
            + " 11 of units, 12 above two accounts",
        "tags    | 'except: {tags: {env: lab}}'          | 10 | 10000 | 10502 | one an account"
            + " more",
        "both    | 'except: {units: [r-abcd], tags: {env: lab}}' | 10 | 10000 | 10537 | both"
      })
  void callsAtMost(String needs, String except, int units, int accounts, int calls, String reason) {
    assertThat(Lookups.of(manifest(except), units, accounts).total()).as(reason).isEqualTo(calls);
  }

  private static Manifest manifest(String except) {
    Map<String, String> files = SampleReleases.templates();
    files.computeIfPresent(
        "fleet.yaml",
        (name, text) -> text.replace("except: {accounts: [], units: [], tags: {}}", except));
    return SampleReleases.release(SampleReleases.commit('a'), files).manifest();
  }
}
