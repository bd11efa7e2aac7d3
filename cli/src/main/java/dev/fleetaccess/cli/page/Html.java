package dev.fleetaccess.cli.page;

/**
 * HTML in the making. Whatever comes from outside goes in by {@link #text}, or by {@link #escaped}
 * into an attribute.
 */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /** What we wrote ourselves. */
  Html raw(String html) {
    out.append(html);
    return this;
  }

  /** What anybody wrote. */
  Html text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** An element that holds a text. */
  Html element(String name, String text) {
    return raw("<" + name + ">").text(text).raw("</" + name.split(" ", 2)[0] + ">");
  }

  /**
   * A text as it may stand between tags and in quoted attributes. Characters that nobody sees,
   * those that turn the direction of writing among them, become visible.
   */
  static String escaped(String text) {
    var safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            code -> {
              switch (code) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\n', '\r', '\t' -> safe.append(' ');
                default -> {
                  int type = Character.getType(code);
                  boolean seen =
                      type != Character.CONTROL
                          && type != Character.FORMAT
                          && type != Character.SURROGATE;
                  safe.appendCodePoint(seen ? code : 0xFFFD);
                }
              }
            });
    return safe.toString();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
