package dev.fleetaccess.fleet;

import java.util.concurrent.atomic.AtomicInteger;

/** A session in an account that exists in memory only. */
public final class FakeSession implements Session {
  private final AccountId account;
  private final String role;
  private final AtomicInteger calls;

  public FakeSession(AccountId account, String role) {
    this(account, role, 0);
  }

  FakeSession(AccountId account, String role, int calls) {
    this.account = account;
    this.role = role;
    this.calls = new AtomicInteger(calls);
  }

  @Override
  public AccountId account() {
    return account;
  }

  @Override
  public String role() {
    return role;
  }

  @Override
  public int calls() {
    return calls.get();
  }

  /** Told by fakes that make a call through it. */
  public void called() {
    calls.incrementAndGet();
  }
}
