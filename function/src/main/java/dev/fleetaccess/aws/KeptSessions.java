package dev.fleetaccess.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Sessions kept by how they were entered, until shortly before they end; the one that was not asked
 * for the longest goes first.
 *
 * @param <K> how a session was entered
 */
final class KeptSessions<K> {
  /** A kept session is not handed out when it is about to end under somebody's hands. */
  private static final Duration SPARE = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final Map<K, Kept> sessions;

  private record Kept(AwsSessionCredentials credentials, Instant until) {
    @Override
    public String toString() {
      return "a session until " + until;
    }
  }

  /**
   * @param most sessions kept; some 2 KB each
   */
  KeptSessions(InstantSource clock, int most) {
    this.clock = clock;
    this.sessions =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Kept> eldest) {
            return size() > most;
          }
        };
  }

  /** Two who enter the same way at the same time both do: harmless, and no wait. */
  AwsSessionCredentials get(K entrance, Supplier<Credentials> enter) {
    return kept(entrance).orElseGet(() -> keep(entrance, enter.get()));
  }

  /** The session is of no use any more. */
  void forget(K entrance) {
    synchronized (sessions) {
      sessions.remove(entrance);
    }
  }

  /** What STS gave, as requests carry it. */
  static AwsSessionCredentials of(Credentials given) {
    return AwsSessionCredentials.create(
        given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
  }

  private Optional<AwsSessionCredentials> kept(K entrance) {
    synchronized (sessions) {
      return Optional.ofNullable(sessions.get(entrance))
          .filter(kept -> clock.instant().isBefore(kept.until().minus(SPARE)))
          .map(Kept::credentials);
    }
  }

  private AwsSessionCredentials keep(K entrance, Credentials given) {
    AwsSessionCredentials credentials = of(given);
    synchronized (sessions) {
      sessions.put(entrance, new Kept(credentials, given.expiration()));
    }
    return credentials;
  }
}
