package dev.fleetaccess.local.sim.base;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A part of a longer list.
 *
 * @param items what is on this page; may be empty though another page follows
 * @param next the token of the page after it; empty on the last
 */
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * Cuts a page out of a list that is at hand whole.
   *
   * @param token the token of an earlier page; empty for the first
   * @param size the most items on it
   * @throws IllegalArgumentException when the token is none of ours
   */
  public static <T> Page<T> cut(List<T> all, Optional<String> token, int size) {
    int from = token.map(text -> Integer.parseInt(open(text))).orElse(0);
    if (from < 0 || from > all.size()) {
      throw new IllegalArgumentException("token beyond the end");
    }
    int to = Math.min(all.size(), from + size);
    return new Page<>(
        all.subList(from, to),
        to < all.size() ? Optional.of(seal(Integer.toString(to))) : Optional.empty());
  }

  /** A token that does not show its content. */
  public static String seal(String content) {
    return Base64.getUrlEncoder()
        .encodeToString(("fleet:" + content).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The content of a token.
   *
   * @throws IllegalArgumentException when the token is none of ours
   */
  public static String open(String token) {
    var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    if (!text.startsWith("fleet:")) {
      throw new IllegalArgumentException("not a token");
    }
    return text.substring("fleet:".length());
  }
}
