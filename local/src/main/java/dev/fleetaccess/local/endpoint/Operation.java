package dev.fleetaccess.local.endpoint;

import dev.fleetaccess.local.wire.WireRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads which operation a request asks for, in the JSON and in the query protocol. */
public final class Operation {
  private Operation() {}

  /**
   * The operation's name, such as {@code SendMessage}: from the target header, else from the form's
   * {@code Action}, else the HTTP method.
   */
  public static String of(WireRequest request) {
    var target = request.header("x-amz-target");
    if (target.isPresent()) {
      return target.get().substring(target.get().lastIndexOf('.') + 1);
    }
    return form(request).getOrDefault("Action", request.method());
  }

  /** Whether the request speaks a JSON protocol. */
  public static boolean isJson(WireRequest request) {
    return request.header("x-amz-target").isPresent();
  }

  /** The form of a query-protocol request: body and query string; empty for any other. */
  public static Map<String, String> form(WireRequest request) {
    var form = new HashMap<String, String>();
    int query = request.path().indexOf('?');
    if (query >= 0) {
      read(request.path().substring(query + 1), form);
    }
    if (request
        .header("content-type")
        .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
        .isPresent()) {
      read(request.text(), form);
    }
    return form;
  }

  private static void read(String text, Map<String, String> form) {
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
