package dev.fleetaccess.report;

import dev.fleetaccess.fleet.AccountId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Puts accounts that failed alike together. An account's own id and a request's are no part of a
 * cause: services write both into their words, and ten thousand accounts with one cause would be
 * ten thousand causes.
 */
public final class CauseGroups {
  private static final Pattern REQUEST =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final Map<Alike, Found> found = new LinkedHashMap<>();

  /**
   * Takes an account in.
   *
   * @param kind the failure's kind, or another word for what sort of cause it is
   * @param cause the cause in the service's words or ours
   * @param nextStep what a person can do; may be empty
   */
  public void add(String kind, String cause, String nextStep, AccountId account) {
    found
        .computeIfAbsent(
            new Alike(kind, alike(cause, account), nextStep), absent -> new Found(cause))
        .add(cause, account);
  }

  /** The cause of the most accounts first; accounts in order, each once. */
  public List<CauseGroup> sorted() {
    return found.entrySet().stream()
        .map(each -> each.getValue().group(each.getKey()))
        .sorted(
            Comparator.comparing((CauseGroup group) -> -group.accounts().size())
                .thenComparing(CauseGroup::cause))
        .toList();
  }

  private static String alike(String cause, AccountId account) {
    return REQUEST.matcher(cause.replace(account.value(), "ACCOUNT")).replaceAll("REQUEST");
  }

  private record Alike(String kind, String cause, String nextStep) {
    private Alike {
      Objects.requireNonNull(kind);
      Objects.requireNonNull(nextStep);
    }
  }

  /** The words stay as they came while there is one version of them only. */
  private static final class Found {
    private final String words;
    private final SortedSet<AccountId> accounts = new TreeSet<>();
    private boolean differing;

    Found(String words) {
      this.words = words;
    }

    void add(String cause, AccountId account) {
      differing |= !cause.equals(words);
      accounts.add(account);
    }

    CauseGroup group(Alike alike) {
      return new CauseGroup(
          alike.kind, differing ? alike.cause : words, alike.nextStep, new ArrayList<>(accounts));
    }
  }
}
