package dev.fleetaccess.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetaccess.fleet.Session;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Roles} keeps to. */
public abstract class RolesContract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "contract-003";
  private static final String PATH = "/security/";
  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
       "Principal": {"AWS": "arn:aws:iam::222222222222:root"}}]}
      """;
  private static final String POLICY =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListAllMyBuckets",
       "Resource": "*"}]}
      """;

  private Roles roles;
  private Session session;
  private String audit;

  /** IAM; the same one at every call. */
  protected abstract Roles port();

  /** An account that was entered and has no role of the contract. */
  protected abstract Session session();

  /** Somebody makes that role by hand. */
  protected abstract void stands(Session in, LiveRole role);

  /** The ARN of a managed policy that a role of the account may have. */
  protected String managedPolicy() {
    return "arn:aws:iam::aws:policy/SecurityAudit";
  }

  @BeforeEach
  void begin() {
    roles = port();
    session = session();
    audit = managedPolicy();
  }

  @Test
  void whatIsNotThereIsEmpty() {
    assertThat(roles.pathOf(session, NAME)).isEmpty();
    assertThat(roles.read(session, NAME, PATH)).isEmpty();
  }

  @Test
  void aRoleIsFoundUnderWhicheverPath() {
    stands(session, role());

    assertThat(roles.pathOf(session, NAME)).contains(PATH);
  }

  @Test
  void aRoleIsReadAsItLives() {
    stands(session, role());

    LiveRole live = read();
    assertThat(live.name()).isEqualTo(NAME);
    assertThat(live.path()).isEqualTo(PATH);
    assertThat(json(live.trust())).isEqualTo(json(TRUST));
    assertThat(live.inline()).containsOnlyKeys("one", "two+2");
    assertThat(live.inline().values()).allMatch(policy -> json(policy).equals(json(POLICY)));
    assertThat(live.attached()).containsExactly(audit);
    assertThat(live.boundary()).isEmpty();
    assertThat(live.session()).isEqualTo("7200");
    assertThat(live.tags()).isEqualTo(Map.of("team", "security"));
  }

  @Test
  void ofARoleUnderAnotherPathNothingButItselfIsRead() {
    stands(session, role());
    int before = session.calls();

    LiveRole live = roles.read(session, NAME, "/").orElseThrow();

    assertThat(live.path()).isEqualTo(PATH);
    assertThat(live.inline()).isEmpty();
    assertThat(live.attached()).isEmpty();
    assertThat(session.calls()).isEqualTo(before + 1);
  }

  @Test
  void aManagedPolicyIsDetachedAndMayBeSoAgain() {
    stands(session, role());

    roles.detach(session, NAME, audit);
    roles.detach(session, NAME, audit);

    assertThat(read().attached()).isEmpty();
    assertThat(read().inline()).hasSize(2);
  }

  @Test
  void anInlinePolicyIsDeletedAndMayBeSoAgain() {
    stands(session, role());

    roles.delete(session, NAME, "two+2");
    roles.delete(session, NAME, "two+2");

    assertThat(read().inline()).containsOnlyKeys("one");
    assertThat(read().attached()).containsExactly(audit);
  }

  @Test
  void nothingIsTakenOffARoleThatIsNotThere() {
    roles.detach(session, NAME, audit);
    roles.delete(session, NAME, "one");

    assertThat(roles.pathOf(session, NAME)).isEmpty();
  }

  @Test
  void everyCallIsCountedForTheSession() {
    stands(session, role());
    int before = session.calls();

    roles.pathOf(session, NAME);
    assertThat(session.calls()).isEqualTo(before + 1);
    roles.read(session, NAME, PATH);
    assertThat(session.calls()).as("three reads and one each policy").isEqualTo(before + 6);
    roles.detach(session, NAME, audit);
    roles.delete(session, NAME, "one");
    assertThat(session.calls()).isEqualTo(before + 8);
  }

  private LiveRole role() {
    return new LiveRole(
        NAME,
        PATH,
        TRUST,
        Map.of("one", POLICY, "two+2", POLICY),
        Set.of(audit),
        Optional.empty(),
        "7200",
        Map.of("team", "security"));
  }

  private LiveRole read() {
    return roles.read(session, NAME, PATH).orElseThrow();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
