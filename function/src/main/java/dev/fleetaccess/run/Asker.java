package dev.fleetaccess.run;

import dev.fleetaccess.ledger.Receipt;
import java.util.Objects;
import java.util.Optional;

/**
 * Whoever asks for something.
 *
 * @param by who, as they claim; not checked
 * @param request the id of the request that may be delivered again; empty where what is asked for
 *     has an id of its own, so that it is done once anyway
 */
record Asker(String by, Optional<String> request) {
  Asker {
    Objects.requireNonNull(by);
    Objects.requireNonNull(request);
  }

  /** Nobody's request: an event, or the flow itself. */
  static Asker of(String by) {
    return new Asker(by, Optional.empty());
  }

  /** What is kept of the request when it is carried out. */
  Optional<Receipt> receipt(String rollout, String message) {
    return request.map(id -> new Receipt(id, rollout, message));
  }
}
