package dev.fleetaccess.local.rehearsal.cloud;

import com.fasterxml.jackson.databind.JsonNode;

/** An execution environment of a function: what stays in memory from one invocation to the next. */
public interface Environment {
  /** Handles one message; one that throws is delivered again. */
  void message(String body);

  /**
   * Handles one event.
   *
   * @param request the id of the request, the same when it is repeated
   */
  void event(JsonNode event, String request);
}
