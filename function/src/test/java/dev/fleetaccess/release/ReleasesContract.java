package dev.fleetaccess.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.OrganizationFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Releases} keeps to. */
public abstract class ReleasesContract {
  private static final CommitId COMMIT = new CommitId("3e5983d0000000000000000000000000000000aa");
  private static final CommitId OTHER = new CommitId("7f0103f0000000000000000000000000000000bb");
  private static final ReleaseSource SOURCE =
      source(COMMIT, Map.of("fleet.yaml", "version: 1\n", "spoke-role.yaml", "Resources: {}\n"));
  private static final List<Finding> FINDINGS =
      List.of(
          Finding.error("manifest-unknown-key", "fleet.yaml", 3, "the key 'hbu' is unknown"),
          Finding.warning("template-long", "spoke-role.yaml", 1, "it is long"));

  private static final List<Finding> GOOD = FINDINGS.subList(1, 2);

  private Releases releases;

  /** Releases that are empty. */
  protected abstract Releases port();

  @BeforeEach
  void begin() {
    releases = port();
  }

  @Test
  void aReleaseThatWasNeverReadIsNotThere() {
    assertThat(releases.get(COMMIT)).isEmpty();
  }

  @Test
  void aReleaseComesBackAsItWasKept() {
    releases.put(SOURCE, FINDINGS);

    assertThat(releases.get(COMMIT)).contains(new Releases.Kept(SOURCE, FINDINGS));
    assertThat(releases.get(OTHER)).isEmpty();
  }

  @Test
  void aReleaseWithoutAnyFileComesBack() {
    releases.put(source(COMMIT, Map.of()), List.of());

    assertThat(releases.get(COMMIT))
        .contains(new Releases.Kept(source(COMMIT, Map.of()), List.of()));
  }

  @Test
  void keepingItAgainChangesNothing() {
    releases.put(SOURCE, GOOD);
    releases.put(source(COMMIT, Map.of("fleet.yaml", "version: 2\n")), List.of());

    assertThat(releases.get(COMMIT)).contains(new Releases.Kept(SOURCE, GOOD));
  }

  @Test
  void oneThatWasRefusedIsKeptAsItWasExaminedLast() {
    releases.put(SOURCE, FINDINGS);
    releases.put(SOURCE, GOOD);

    assertThat(releases.get(COMMIT)).contains(new Releases.Kept(SOURCE, GOOD));
  }

  @Test
  void aFileFarOverTheQuotaOfATemplateIsKeptWhole() {
    // A pair of surrogates at every place where a text might be cut.
    String large = "x" + "\uD83D\uDE00".repeat(200_000);
    ReleaseSource source = source(COMMIT, Map.of("fleet.yaml", "", "spoke-role.yaml", large));

    releases.put(source, FINDINGS);

    assertThat(releases.get(COMMIT).orElseThrow().source().files()).isEqualTo(source.files());
  }

  @Test
  void whatStopsAReleaseIsKeptHoweverMuchWasFound() {
    List<Finding> many = new ArrayList<>();
    for (int line = 1; line <= 5_000; line++) {
      many.add(Finding.warning("template-long", "fleet.yaml", line, "y".repeat(500)));
    }
    many.add(FINDINGS.getFirst());

    releases.put(SOURCE, many);

    assertThat(releases.get(COMMIT).orElseThrow().refused()).isTrue();
  }

  private static ReleaseSource source(CommitId commit, Map<String, String> files) {
    var facts = new OrganizationFacts("o-flt1", new AccountId("111111111111"), "aws");
    return new ReleaseSource(
        commit, facts, "arn:aws:iam::111111111111:role/FleetAccess-Worker", files);
  }
}
