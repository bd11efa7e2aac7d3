package dev.fleetaccess.fleet;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A part of a listing. A page may be empty and still have a next one.
 *
 * @param items what is on the page
 * @param next where the listing goes on; empty at its end
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {
  public Page {
    items = List.copyOf(items);
    Objects.requireNonNull(next);
  }
}
