package dev.fleetaccess.guard;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds the role of another release that a role follows or is followed by. */
final class Counterpart {
  private Counterpart() {}

  /** The role of the same stack and logical id, else the one of the same name. */
  static <T> Optional<T> of(PlacedRole role, List<T> others, Function<T, PlacedRole> at) {
    return others.stream()
        .filter(other -> at.apply(other).stack().name().equals(role.stack().name()))
        .filter(other -> at.apply(other).id().equals(role.id()))
        .findFirst()
        .or(() -> named(role, others, at));
  }

  /** The role of the same name, which IAM tells apart by neither case nor path. */
  static <T> Optional<T> named(PlacedRole role, List<T> others, Function<T, PlacedRole> at) {
    return others.stream()
        .filter(
            other ->
                role.name()
                    .flatMap(name -> at.apply(other).name().filter(name::equalsIgnoreCase))
                    .isPresent())
        .findFirst();
  }
}
