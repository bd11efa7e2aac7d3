package dev.fleetaccess.local.wire;

import java.util.Set;

/** One AWS service as the endpoint sees it. */
public interface WireService {
  /** The signing names it answers to, such as {@code cloudformation}. */
  Set<String> signingNames();

  /**
   * Answers one request. Called by many threads at once. Everything that is wrong with the request
   * is answered in the service's own error format; an exception is a fault of the simulation and
   * becomes HTTP 500.
   */
  WireReply answer(WireRequest request);
}
