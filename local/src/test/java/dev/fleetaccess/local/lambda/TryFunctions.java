package dev.fleetaccess.local.lambda;

import dev.fleetaccess.local.blueprint.FunctionPart;
import dev.fleetaccess.local.blueprint.RetryPart;
import dev.fleetaccess.local.blueprint.RolePart;
import dev.fleetaccess.local.endpoint.Json;
import dev.fleetaccess.local.endpoint.Place;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Small functions of the test classes, packed and described as a template would. */
public final class TryFunctions {
  /** Where they run. */
  public static final Place PLACE = new Place("aws", "us-east-1", "111111111111");

  private TryFunctions() {}

  /** Packs the handlers into a jar. */
  public static Path pack(Path folder) throws IOException {
    Path jar = folder.resolve("try.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> type :
          List.of(TryHandler.class, TryWorker.class, TryBatch.class, BrokenHandler.class)) {
        String name = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(name));
        try (var in = type.getResourceAsStream("/" + name)) {
          in.transferTo(out);
        }
        out.closeEntry();
      }
    }
    return jar;
  }

  /** A function of a handler class. */
  public static FunctionPart function(
      String name, Class<?> handler, Duration timeout, boolean recursion, RetryPart retries) {
    return function(name, handler, timeout, recursion, retries, Map.of("GREETING", "hello"));
  }

  /** A function of a handler class with an environment. */
  public static FunctionPart function(
      String name,
      Class<?> handler,
      Duration timeout,
      boolean recursion,
      RetryPart retries,
      Map<String, String> environment) {
    return new FunctionPart(
        name,
        PLACE.arn("lambda", "function:" + name),
        handler.getName() + "::handleRequest",
        environment,
        timeout,
        512,
        recursion,
        new RolePart(
            name,
            "/",
            PLACE.iamArn("role/" + name),
            Json.object(),
            Map.of(),
            List.of(),
            Optional.empty()),
        retries);
  }

  /** Settings with one process a function, one invocation at a time. */
  public static HostSettings settings(Path folder, URI endpoint) throws IOException {
    return settings(folder, endpoint, 1);
  }

  /** Settings with one process a function that takes so many invocations at once. */
  public static HostSettings settings(Path folder, URI endpoint, int concurrency)
      throws IOException {
    return settings(folder, endpoint, concurrency, RuntimeClassPath.find(folder.resolve("native")));
  }

  /** Settings with that runtime. */
  static HostSettings settings(Path folder, URI endpoint, int concurrency, RuntimeClassPath runtime)
      throws IOException {
    return new HostSettings(
        PLACE,
        endpoint,
        pack(folder),
        runtime,
        1,
        concurrency,
        List.of(Duration.ofMillis(10), Duration.ofMillis(20)),
        Map.of());
  }
}
