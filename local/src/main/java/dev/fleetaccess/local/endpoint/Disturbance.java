package dev.fleetaccess.local.endpoint;

import dev.fleetaccess.local.wire.WireRequest;
import java.time.Duration;
import java.util.Objects;

/**
 * Makes requests, messages and events go wrong on their way: the door for faults at the wire. Asked
 * by many threads at once.
 */
public interface Disturbance {
  /** What becomes of a request. */
  Fate request(WireRequest request, String operation);

  /** How often a message that a queue delivers to that function is delivered. */
  Delivery message(String function);

  /** How often an event that a rule sends to that target, an ARN, is delivered. */
  Delivery event(String target);

  /** Everything goes well. */
  static Disturbance none() {
    return new Disturbance() {
      @Override
      public Fate request(WireRequest request, String operation) {
        return new Fate.Answered();
      }

      @Override
      public Delivery message(String function) {
        return Delivery.ONCE;
      }

      @Override
      public Delivery event(String target) {
        return Delivery.ONCE;
      }
    };
  }

  /** What becomes of a request. */
  sealed interface Fate {
    /** It is answered. */
    record Answered() implements Fate {}

    /** It is answered after a while, in which the client may give up; it takes effect. */
    record Late(Duration by) implements Fate {
      public Late {
        Objects.requireNonNull(by);
      }
    }

    /** It is refused, and takes no effect. */
    record Refused(int status, String code, String message) implements Fate {
      public Refused {
        Objects.requireNonNull(code);
        Objects.requireNonNull(message);
      }
    }

    /** The connection closes, and it takes no effect. */
    record Unheard() implements Fate {}

    /** It takes effect, and the connection closes without an answer. */
    record AnswerLost() implements Fate {}
  }

  /** How often something is delivered. */
  enum Delivery {
    ONCE,
    TWICE,
    NEVER
  }
}
