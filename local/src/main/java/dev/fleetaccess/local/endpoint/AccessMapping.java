package dev.fleetaccess.local.endpoint;

import dev.fleetaccess.local.wire.WireRequest;
import java.util.List;

/** Names what a request to one service needs. */
@FunctionalInterface
public interface AccessMapping {
  /**
   * Every access the request needs; all of them must be allowed.
   *
   * @throws IllegalArgumentException when the request cannot be read
   */
  List<Access> accesses(WireRequest request);
}
