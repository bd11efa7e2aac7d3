package dev.fleetaccess.aws;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** A wire whose answers are written beforehand. */
final class Wire implements SdkHttpClient {
  private record Answer(int status, Map<String, String> headers, String body) {}

  private final List<Answer> answers = new ArrayList<>();
  private final List<SdkHttpRequest> sent = new ArrayList<>();

  /** What was sent, in order. */
  List<SdkHttpRequest> sent() {
    return List.copyOf(sent);
  }

  void answers(int status, String body) {
    answers(status, Map.of(), body);
  }

  void answers(int status, Map<String, String> headers, String body) {
    answers.add(new Answer(status, headers, body));
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        sent.add(request.httpRequest());
        Answer answer = answers.removeFirst();
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        SdkHttpResponse.Builder response = SdkHttpResponse.builder().statusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        return HttpExecuteResponse.builder()
            .response(response.build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
            .build();
      }

      @Override
      public void abort() {}
    };
  }

  @Override
  public void close() {}
}
