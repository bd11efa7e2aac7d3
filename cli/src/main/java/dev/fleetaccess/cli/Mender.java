package dev.fleetaccess.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Asks the orchestrator to do something, by its own messages. */
@FunctionalInterface
interface Mender {
  /**
   * Sends it a message written by hand.
   *
   * @return its answer
   */
  JsonNode send(String message);
}
