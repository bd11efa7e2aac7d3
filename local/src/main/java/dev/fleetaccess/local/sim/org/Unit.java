package dev.fleetaccess.local.sim.org;

import java.util.Objects;

/**
 * An organizational unit.
 *
 * @param id such as {@code ou-flt1-security1}
 * @param name unique under its parent
 * @param parent the root or unit above
 */
public record Unit(String id, String name, String parent) {
  public Unit {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(parent);
  }
}
