package dev.fleetaccess.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

/** What every {@link Access} keeps to. */
public abstract class AccessContract {
  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:GetRole","Resource":"*"}]}\
      """;
  private static final SessionTerms WHY = new SessionTerms("release-3e5983d-1", POLICY);

  /** A way into accounts. */
  protected abstract Access port();

  /** An account that lets us in by {@link #role}. */
  protected abstract AccountId account();

  /** The role by which {@link #account} lets us in. */
  protected abstract String role();

  @Test
  void anAccountIsEnteredByItsRole() {
    Session session = port().enter(account(), role(), WHY);

    assertThat(session.account()).isEqualTo(account());
    assertThat(session.role()).isEqualTo(role());
  }

  @Test
  void aRoleThatIsNotThereDoesNotLetUsIn() {
    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> port().enter(account(), "NoSuchRole", WHY))
        .satisfies(thrown -> assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.DENIED));
  }

  @Test
  void enteringTheSameWayAgainCostsNoCall() {
    Access access = port();

    assertThat(access.enter(account(), role(), WHY).calls()).isEqualTo(1);
    assertThat(access.enter(account(), role(), WHY).calls()).isZero();
  }

  @Test
  void anotherReasonIsAnotherSession() {
    Access access = port();
    access.enter(account(), role(), WHY);

    assertThat(access.enter(account(), role(), new SessionTerms("sweep-1", POLICY)).calls())
        .isEqualTo(1);
  }
}
