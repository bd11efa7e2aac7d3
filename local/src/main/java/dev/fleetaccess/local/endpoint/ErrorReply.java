package dev.fleetaccess.local.endpoint;

import dev.fleetaccess.local.wire.WireReply;
import dev.fleetaccess.local.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** An error in the format of the protocol that the request speaks. */
public final class ErrorReply {
  private ErrorReply() {}

  /** An error for a request whose signature could be read. */
  public static WireReply of(WireRequest request, int status, String code, String message) {
    return of(request.headers(), request.path(), status, code, message);
  }

  /**
   * An error for any request: JSON where a target header stands, REST where the path is Lambda's,
   * else XML.
   *
   * @param headers the request's headers, names in lower case
   */
  public static WireReply of(
      Map<String, String> headers, String path, int status, String code, String message) {
    String requestId = UUID.randomUUID().toString();
    if (headers.containsKey("x-amz-target")) {
      return json(headers, status, code, message, requestId);
    }
    if (path.startsWith("/2015-03-31/")) {
      return rest(status, code, message, requestId);
    }
    return xml(status, code, message, requestId);
  }

  private static WireReply json(
      Map<String, String> headers, int status, String code, String message, String requestId) {
    // Services differ in the key of the message; both keys satisfy every client.
    var body = Json.object().put("__type", code).put("message", message).put("Message", message);
    return new WireReply(
        status,
        Map.of(
            "Content-Type",
            headers.getOrDefault("content-type", "application/x-amz-json-1.1"),
            "x-amzn-RequestId",
            requestId),
        Json.bytes(body));
  }

  private static WireReply rest(int status, String code, String message, String requestId) {
    var body = Json.object().put("Type", status < 500 ? "User" : "Service").put("Message", message);
    return new WireReply(
        status,
        Map.of(
            "Content-Type",
            "application/json",
            "x-amzn-RequestId",
            requestId,
            "x-amzn-ErrorType",
            code),
        Json.bytes(body));
  }

  private static WireReply xml(int status, String code, String message, String requestId) {
    String body =
        "<ErrorResponse><Error><Type>"
            + (status < 500 ? "Sender" : "Receiver")
            + "</Type><Code>"
            + escape(code)
            + "</Code><Message>"
            + escape(message)
            + "</Message></Error><RequestId>"
            + requestId
            + "</RequestId></ErrorResponse>";
    return new WireReply(
        status,
        Map.of("Content-Type", "text/xml", "x-amzn-RequestId", requestId),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
