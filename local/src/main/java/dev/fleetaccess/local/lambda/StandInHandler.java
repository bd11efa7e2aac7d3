package dev.fleetaccess.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;

/**
 * A handler as {@link StandInRuntime} calls it: bytes in, bytes out. Objects are read and written
 * by AWS's own serialization library.
 */
interface StandInHandler {
  /** Handles one event. */
  byte[] handle(byte[] event, Context context) throws IOException;

  /**
   * Makes the handler of a name such as {@code package.Class::handleRequest}.
   *
   * @throws ReflectiveOperationException when it cannot be made
   */
  static StandInHandler load(String name) throws ReflectiveOperationException {
    Object handler = Class.forName(name.split("::")[0]).getDeclaredConstructor().newInstance();
    if (handler instanceof RequestStreamHandler stream) {
      return (event, context) -> {
        var out = new ByteArrayOutputStream();
        stream.handleRequest(new ByteArrayInputStream(event), out, context);
        return out.toByteArray();
      };
    }
    if (handler instanceof RequestHandler<?, ?> objects) {
      return of(objects);
    }
    throw new IllegalArgumentException(name + " is neither of Lambda's two handler interfaces");
  }

  private static <I, O> StandInHandler of(RequestHandler<I, O> handler) {
    Method method =
        Arrays.stream(handler.getClass().getMethods())
            .filter(each -> each.getName().equals("handleRequest") && !each.isBridge())
            .findFirst()
            .orElseThrow();
    @SuppressWarnings("unchecked") // The method implements the interface, so the types are its own.
    PojoSerializer<I> reader = (PojoSerializer<I>) serializer(method.getParameterTypes()[0]);
    @SuppressWarnings("unchecked")
    PojoSerializer<O> writer = (PojoSerializer<O>) serializer(method.getReturnType());
    return (event, context) -> {
      O answer = handler.handleRequest(reader.fromJson(new ByteArrayInputStream(event)), context);
      var out = new ByteArrayOutputStream();
      writer.toJson(Objects.requireNonNull(answer), out);
      return out.toByteArray();
    };
  }

  private static PojoSerializer<?> serializer(Class<?> type) {
    return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
        ? LambdaEventSerializers.serializerFor(type, type.getClassLoader())
        : JacksonFactory.getInstance().getSerializer(type);
  }
}
