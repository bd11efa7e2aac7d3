package dev.fleetaccess.guard;

import java.util.List;

/** How things are said in findings. */
final class Words {
  /** What stands for the account in which a role lies, whichever that is. */
  static final String ACCOUNT = "ACCOUNT";

  private Words() {}

  /** The first few of a list, and how many more there are. */
  static String shortened(List<String> names, int shown) {
    return names.size() <= shown + 1
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, shown)) + " and " + (names.size() - shown) + " more";
  }

  /** A text as it is in every account: an account's own id is no news. */
  static String anywhere(String text) {
    return text.replace(Examined.MEMBER.value(), ACCOUNT);
  }
}
