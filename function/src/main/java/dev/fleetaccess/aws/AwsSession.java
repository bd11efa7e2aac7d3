package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Session;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** An account entered by AssumeRole: requests that carry it are made as that role. */
final class AwsSession implements Session {
  private final AccountId account;
  private final String role;
  private final AtomicInteger calls;
  private final AwsRequestOverrideConfiguration asRole;

  AwsSession(
      AccountId account, String role, AwsSessionCredentials credentials, AtomicInteger calls) {
    this.account = account;
    this.role = role;
    this.calls = calls;
    this.asRole =
        AwsRequestOverrideConfiguration.builder()
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .putExecutionAttribute(CallCount.COUNTER, calls)
            .build();
  }

  /** Another role entered from this one; the calls of both are counted as this one's. */
  AwsSession entering(AccountId other, String otherRole, AwsSessionCredentials credentials) {
    return new AwsSession(other, otherRole, credentials, calls);
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

  /** What makes a request be sent as that role, and be counted here. */
  AwsRequestOverrideConfiguration asRole() {
    return asRole;
  }

  /** Says who, never with what. */
  @Override
  public String toString() {
    return role + " in " + account;
  }
}
