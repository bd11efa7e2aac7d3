package dev.fleetaccess.local.endpoint;

import java.util.Objects;

/** Decides whether the holder of an access key may do something, by its policies. */
@FunctionalInterface
public interface Authorizer {
  /** The verdict on one access. */
  sealed interface Verdict {
    /** Go on. */
    record Allowed() implements Verdict {}

    /** Nobody holds this access key, or its session has ended. */
    record UnknownKey() implements Verdict {}

    /**
     * The caller is known and may not.
     *
     * @param message who may not do what, as AWS says it
     */
    record Denied(String message) implements Verdict {
      public Denied {
        Objects.requireNonNull(message);
      }
    }
  }

  /** Judges one access; a principal of another account than the resource's is denied. */
  Verdict authorize(String accessKeyId, Access access);
}
