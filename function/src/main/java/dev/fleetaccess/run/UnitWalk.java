package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.Cursor;
import dev.fleetaccess.fleet.Organization;
import dev.fleetaccess.fleet.Page;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Walks through the units of the organization from the root down, one call a step, so that each
 * account is told with the units it stands in. What is left to do stands in the cursor: the next
 * step may be another invocation's.
 */
public final class UnitWalk {
  private final Organization organization;

  /** A walk through that organization. */
  public UnitWalk(Organization organization) {
    this.organization = Objects.requireNonNull(organization);
  }

  /**
   * What a step came to.
   *
   * @param accounts the accounts that it told, which may be none
   * @param units the units that they stand in, the nearest first
   * @param next where the walk goes on; empty at its end
   */
  public record Step(List<Account> accounts, List<String> units, Optional<String> next) {
    public Step {
      accounts = List.copyOf(accounts);
      units = List.copyOf(units);
      Objects.requireNonNull(next);
    }
  }

  /**
   * A whole walk, by one who has the time.
   *
   * @param told takes each account, and the units it stands in, the nearest first
   */
  public static void each(Organization organization, BiConsumer<Account, List<String>> told) {
    var walk = new UnitWalk(organization);
    Optional<String> next = Optional.empty();
    do {
      Step step = walk.step(next);
      step.accounts().forEach(account -> told.accept(account, step.units()));
      next = step.next();
    } while (next.isPresent());
  }

  /** One step: at the beginning where {@code from} is empty. */
  public Step step(Optional<String> from) {
    Deque<Task> left = from.map(UnitWalk::read).orElseGet(ArrayDeque::new);
    if (from.isEmpty()) {
      enter(left, List.of(organization.root()));
    }
    Task task = left.pop();
    List<Account> accounts = List.of();
    if (task.units) {
      Page<String> page = organization.units(task.unit(), task.cursor);
      page.next().ifPresent(next -> left.push(task.at(next)));
      page.items().forEach(child -> enter(left, below(child, task.path)));
    } else {
      Page<Account> page = organization.accounts(task.unit(), task.cursor);
      page.next().ifPresent(next -> left.push(task.at(next)));
      accounts = page.items();
    }
    return new Step(
        accounts, task.path, left.isEmpty() ? Optional.empty() : Optional.of(write(left)));
  }

  private static void enter(Deque<Task> left, List<String> path) {
    left.push(new Task(true, path, Optional.empty()));
    left.push(new Task(false, path, Optional.empty()));
  }

  private static List<String> below(String child, List<String> path) {
    var deeper = new ArrayDeque<>(path);
    deeper.addFirst(child);
    return List.copyOf(deeper);
  }

  private static String write(Deque<Task> left) {
    return left.stream().map(Task::write).collect(Collectors.joining(" "));
  }

  private static Deque<Task> read(String text) {
    return Arrays.stream(text.split(" "))
        .map(Task::read)
        .collect(Collectors.toCollection(ArrayDeque::new));
  }

  /**
   * What is left to ask of one unit.
   *
   * @param units its units, or else its accounts
   * @param path the unit and those above it
   * @param cursor where the service's listing goes on
   */
  private record Task(boolean units, List<String> path, Optional<Cursor> cursor) {
    String unit() {
      return path.getFirst();
    }

    Task at(Cursor next) {
      return new Task(units, path, Optional.of(next));
    }

    String write() {
      String token = cursor.map(Cursor::token).orElse("");
      return (units ? "u" : "a")
          + "|"
          + String.join("/", path)
          + "|"
          + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    static Task read(String text) {
      String[] parts = text.split("\\|", -1);
      String token = URLDecoder.decode(parts[2], StandardCharsets.UTF_8);
      return new Task(
          parts[0].equals("u"),
          List.of(parts[1].split("/")),
          token.isEmpty() ? Optional.empty() : Optional.of(new Cursor(token)));
    }
  }
}
