package dev.fleetaccess.local.lambda;

import dev.fleetaccess.local.endpoint.Json;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** How an invocation ended. */
public sealed interface Answer {
  /** What the function said, or the error document. */
  byte[] payload();

  /** The payload as text. */
  default String text() {
    return new String(payload(), StandardCharsets.UTF_8);
  }

  /** The function returned. */
  record Returned(byte[] payload) implements Answer {
    public Returned {
      Objects.requireNonNull(payload);
    }
  }

  /**
   * The function threw, ran out of time, or its process ended.
   *
   * @param type the error's type, such as {@code Runtime.ExitError}
   */
  record Failed(String type, byte[] payload) implements Answer {
    private static final String REQUEST = "^RequestId: \\S+ (?:Error: )?";

    public Failed {
      Objects.requireNonNull(type);
      Objects.requireNonNull(payload);
    }

    /** Why, in the function's own words; the request's id, which nobody looks up, is left out. */
    public String why() {
      return Json.read(payload).path("errorMessage").asText(text()).replaceFirst(REQUEST, "");
    }
  }
}
