package dev.fleetaccess.proof;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.fleet.Session;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Walks the chain to a role, and knows when to walk it again. */
public final class Prover {
  /** Six walks over about a minute and a half: what IAM spreads is there by then. */
  static final int MOST_WALKS = 6;

  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);

  private final Chain chain;
  private final RandomGenerator random;

  /**
   * @param random spreads what would otherwise come back all at once
   */
  public Prover(Chain chain, RandomGenerator random) {
    this.chain = Objects.requireNonNull(chain);
    this.random = Objects.requireNonNull(random);
  }

  /**
   * Walks the chain once: at most three calls, mostly two. It throws nothing, since what could not
   * be proven is something to be told, not a failure of the account.
   *
   * @param hub the hub account
   * @param account the account that is entered
   * @param target the role that it is entered by
   * @param sessionName tells CloudTrail's readers why
   * @param fresh whether a role of the chain was just written; asked only where the chain broke
   * @param walks how often the chain was walked in vain before
   */
  public Proof prove(
      AccountId hub,
      AccountId account,
      Target target,
      String sessionName,
      BooleanSupplier fresh,
      int walks) {
    // What is still refused at the last walk is a refusal.
    BooleanSupplier patient = () -> walks + 1 < MOST_WALKS && fresh.getAsBoolean();
    Session session;
    try {
      session = chain.hub(hub, sessionName);
    } catch (RuntimeException e) {
      return new Proof.Broken(
          BrokenLink.of(BrokenLink.Link.HUB, target, failure(e), patient.getAsBoolean()), 1);
    }
    var link = BrokenLink.Link.ENTER;
    try {
      Session entered = chain.enter(session, account, target);
      link = BrokenLink.Link.READ;
      chain.read(entered, target);
      return new Proof.Held(session.calls());
    } catch (RuntimeException e) {
      return new Proof.Broken(
          BrokenLink.of(link, target, failure(e), patient.getAsBoolean()), session.calls());
    }
  }

  /**
   * When to walk a broken chain again.
   *
   * @param walks how often it was walked in vain before this time
   * @return empty when walking again is no use, or was tried often enough
   */
  public Optional<Duration> again(BrokenLink link, int walks) {
    if (!link.mayPass() || walks + 1 >= MOST_WALKS) {
      return Optional.empty();
    }
    double grown = FIRST_WAIT.toMillis() * Math.pow(1.6, walks);
    // Between three quarters of it and all of it, so that accounts do not return together.
    return Optional.of(Duration.ofMillis((long) (grown * (0.75 + random.nextDouble() / 4))));
  }

  private static Failure failure(RuntimeException thrown) {
    return thrown instanceof RemoteFailure remote
        ? remote.failure()
        : new Failure(
            Failure.Kind.UNKNOWN, thrown.getClass().getSimpleName(), "" + thrown.getMessage());
  }
}
