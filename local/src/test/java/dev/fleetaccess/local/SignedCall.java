package dev.fleetaccess.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Calls of services whose SDK client is not among this project's libraries. */
public final class SignedCall {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private SignedCall() {}

  /** Sends a request that names its caller and service as a signed one does. */
  public static HttpResponse<String> send(
      String method, URI uri, String service, String key, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(uri)
            .method(method, BodyPublishers.ofString(body))
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential="
                    + key
                    + "/20261120/us-east-1/"
                    + service
                    + "/aws4_request, SignedHeaders=host, Signature=0");
    headers.forEach(request::header);
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
