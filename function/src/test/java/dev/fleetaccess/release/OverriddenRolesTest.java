package dev.fleetaccess.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is remembered of one account is never told of another, nor of the same elsewhere. */
class OverriddenRolesTest {
  private static final String SPOKE = "FleetAccess-Spoke";
  private static final String UNIT = "ou-abcd-sandbox0";
  private static final AccountId ONE = new AccountId("333333333333");
  private static final AccountId OTHER = new AccountId("444444444444");
  private static final Traits INSIDE = new Traits(List.of(UNIT, "r-abcd"), Map.of());
  private static final Traits OUTSIDE = new Traits(List.of("r-abcd"), Map.of());
  private static final Traits TAGGED = new Traits(List.of("r-abcd"), Map.of("env", "lab"));

  private final Release release = release();

  @ParameterizedTest(name = "{0} first")
  @CsvSource({"inside", "outside", "tagged"})
  void whateverIsAskedFirst(String first) {
    asked(ONE, first);
    for (AccountId account : List.of(ONE, OTHER, ONE)) {
      assertThat(asked(account, "inside")).isEqualTo("spoke-unit");
      assertThat(asked(account, "outside")).isEqualTo("spoke-001");
      assertThat(asked(account, "tagged")).isEqualTo("spoke-tag");
    }
  }

  /** The name of the role, where all that is told agrees on it. */
  private String asked(AccountId account, String place) {
    Traits traits =
        switch (place) {
          case "inside" -> INSIDE;
          case "tagged" -> TAGGED;
          default -> OUTSIDE;
        };
    String name = release.stack(SPOKE, account, traits).parameters().get("Name");
    assertThat(release.roles(SPOKE, account, traits))
        .singleElement()
        .satisfies(
            role -> {
              assertThat(role.name()).isEqualTo(name);
              assertThat(role.tags()).containsAllEntriesOf(tags(account, traits));
            });
    assertThat(release.importing(SPOKE, account, traits)).contains(name);
    assertThat(SessionPolicy.of(account, traits, List.of(release)))
        .contains(account + ":role/security/" + name + "\"");
    return name;
  }

  private Map<String, String> tags(AccountId account, Traits traits) {
    return release.stack(SPOKE, account, traits).tags();
  }

  private static Release release() {
    Map<String, String> files = SampleReleases.templates();
    files.computeIfPresent(
        "spoke-role.yaml",
        (name, text) ->
            text.replace("Parameters:\n", "Parameters:\n  Name: {Type: String, Default: none}\n")
                .replace("RoleName: spoke-001", "RoleName: !Ref Name"));
    files.computeIfPresent(
        "fleet.yaml",
        (name, text) ->
            text.replace("    parameters: {}", "    parameters: {Name: spoke-001}")
                .replace(
                    "overrides: []",
                    "overrides: [{units: [%s], parameters: {Name: spoke-unit}}, {tags: {env: lab},"
                            .formatted(UNIT)
                        + " parameters: {Name: spoke-tag}}]"));
    return SampleReleases.release(SampleReleases.commit('a'), files);
  }
}
