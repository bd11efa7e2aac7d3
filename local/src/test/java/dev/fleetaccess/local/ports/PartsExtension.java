package dev.fleetaccess.local.ports;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands out {@link Parts}: the same to every test, closed after the last. */
final class PartsExtension implements ParameterResolver {
  private static final Namespace OURS = Namespace.create(PartsExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Parts.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(OURS)
        .computeIfAbsent(Parts.class, absent -> started(), Parts.class);
  }

  private static Parts started() {
    try {
      return new Parts();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
