package dev.fleetaccess.local.lambda;

import dev.fleetaccess.local.blueprint.FunctionPart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Starts the operating system process of one function. */
final class RuntimeProcess {
  private static final String NATIVE_PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  /** The JDK from which compact object headers need no unlocking. */
  private static final int COMPACT_HEADERS_SINCE = 25;

  private final FunctionPart function;
  private final HostSettings settings;
  private final FunctionLog log;

  RuntimeProcess(FunctionPart function, HostSettings settings, FunctionLog log) {
    this.function = function;
    this.settings = settings;
    this.log = log;
  }

  /**
   * Starts a process that asks the Runtime API under a path of its own.
   *
   * @param index the process's index; with the function's name it makes the path
   * @param credentialsToken what the process shows to get its role's credentials
   */
  Process start(int index, String credentialsToken) {
    var builder = new ProcessBuilder(command()).redirectErrorStream(true);
    environment(builder.environment(), index, credentialsToken);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      Thread.ofVirtual().start(() -> pump(process));
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a process of " + function.name(), e);
    }
  }

  private List<String> command() {
    var command = new ArrayList<String>();
    // The parent's own JDK; the one on the PATH may be too old for the jar.
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m", "-Xss256k", "-Xshare:auto"));
    if (Runtime.version().feature() >= COMPACT_HEADERS_SINCE) {
      command.add("-XX:+UseCompactObjectHeaders");
    }
    settings
        .runtime()
        .nativeLibrary()
        .ifPresent(
            library ->
                command.addAll(
                    List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-D" + NATIVE_PROPERTY + "=" + library)));
    command.addAll(
        List.of(
            "-cp",
            settings.runtime().with(settings.functionJar()),
            settings.runtime().mainClass(),
            function.handler()));
    return command;
  }

  private void environment(Map<String, String> environment, int index, String credentialsToken) {
    // The credentials, profiles and endpoints of whoever runs this must not reach the functions.
    environment.keySet().removeIf(RuntimeProcess::isForeign);
    URI endpoint = settings.endpoint();
    environment.putAll(function.environment());
    environment.put(
        "AWS_LAMBDA_RUNTIME_API",
        endpoint.getAuthority() + RuntimeApi.PREFIX + function.name() + "/" + index);
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    environment.put(
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local/" + index);
    environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    environment.put("_HANDLER", function.handler());
    environment.put("TZ", ":UTC");
    environment.put("AWS_REGION", settings.place().region());
    environment.put("AWS_DEFAULT_REGION", settings.place().region());
    environment.put("AWS_ENDPOINT_URL", endpoint.toString());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_CONFIG_FILE", "/dev/null");
    environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    // As Lambda does for a function with SnapStart; the SDK renews the session by itself.
    environment.put(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        endpoint + CredentialsHandler.PREFIX + function.name());
    environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", credentialsToken);
    environment.put("NO_PROXY", "127.0.0.1");
    if (settings.concurrency() > 1) {
      environment.put("AWS_LAMBDA_MAX_CONCURRENCY", Integer.toString(settings.concurrency()));
    }
  }

  private static boolean isForeign(String name) {
    return name.startsWith("AWS_")
        || name.equals("JAVA_TOOL_OPTIONS")
        || name.equals("_JAVA_OPTIONS")
        || name.equals("JDK_JAVA_OPTIONS")
        || name.toUpperCase(Locale.ROOT).endsWith("_PROXY");
  }

  private void pump(Process process) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          log.line(function.name(), line);
        }
      }
    } catch (IOException e) {
      // The process was ended while it was read: that takes its output away, and is no news.
      System.getLogger(RuntimeProcess.class.getName())
          .log(System.Logger.Level.DEBUG, "the output of " + function.name() + " ended", e);
    }
  }
}
