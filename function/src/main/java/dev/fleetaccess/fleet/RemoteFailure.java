package dev.fleetaccess.fleet;

import java.util.Objects;

/** The only exception that a port throws: a call to the outside that failed, already named. */
public final class RemoteFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public RemoteFailure(Failure failure, Throwable cause) {
    super(failure.kind() + " " + failure.code() + ": " + failure.message(), cause);
    this.failure = Objects.requireNonNull(failure);
  }

  public RemoteFailure(Failure failure) {
    this(failure, null);
  }

  /** What failed. */
  public Failure failure() {
    return failure;
  }
}
