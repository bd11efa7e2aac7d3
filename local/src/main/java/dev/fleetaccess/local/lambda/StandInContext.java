package dev.fleetaccess.local.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What a handler is told of its invocation by {@link StandInRuntime}. */
final class StandInContext implements Context {
  private final String id;
  private final String arn;
  private final long deadlineMillis;

  StandInContext(HttpHeaders headers) {
    this.id = headers.firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
    this.arn = headers.firstValue("Lambda-Runtime-Invoked-Function-Arn").orElse("");
    this.deadlineMillis =
        headers.firstValueAsLong("Lambda-Runtime-Deadline-Ms").orElse(Long.MAX_VALUE);
  }

  @Override
  public String getAwsRequestId() {
    return id;
  }

  @Override
  public String getLogGroupName() {
    return System.getenv("AWS_LAMBDA_LOG_GROUP_NAME");
  }

  @Override
  public String getLogStreamName() {
    return System.getenv("AWS_LAMBDA_LOG_STREAM_NAME");
  }

  @Override
  public String getFunctionName() {
    return System.getenv("AWS_LAMBDA_FUNCTION_NAME");
  }

  @Override
  public String getFunctionVersion() {
    return System.getenv("AWS_LAMBDA_FUNCTION_VERSION");
  }

  @Override
  public String getInvokedFunctionArn() {
    return arn;
  }

  @Override
  public CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return (int) Math.min(Integer.MAX_VALUE, deadlineMillis - System.currentTimeMillis());
  }

  @Override
  public int getMemoryLimitInMB() {
    return Integer.parseInt(System.getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));
  }

  @Override
  public LambdaLogger getLogger() {
    return new Logger(id);
  }

  /** The text inside a JSON string. */
  static String escaped(String text) {
    var escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < ' ') {
        escaped.append(String.format("\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private record Logger(String id) implements LambdaLogger {
    @Override
    public void log(String message) {
      System.out.println(
          "{\"timestamp\":\""
              + Instant.now()
              + "\",\"message\":\""
              + escaped(message)
              + "\",\"level\":\"UNDEFINED\",\"AWSRequestId\":\""
              + id
              + "\"}");
    }

    @Override
    public void log(byte[] message) {
      log(new String(message, StandardCharsets.UTF_8));
    }
  }
}
