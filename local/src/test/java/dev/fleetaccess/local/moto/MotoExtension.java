package dev.fleetaccess.local.moto;

import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs the declared rows of a contract on moto: one process for all classes, emptied before each
 * test; skips, by name, the other rows, and everything where moto is not on this machine.
 */
final class MotoExtension implements ExecutionCondition, ParameterResolver {
  private static final Namespace OURS = Namespace.create(MotoExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (MotoServer.program().isEmpty()) {
      return ConditionEvaluationResult.disabled("moto_server is not on this machine");
    }
    return context
        .getTestMethod()
        .map(MotoExtension::row)
        .flatMap(row -> MotoRows.all().getOrDefault(row, Optional.empty()))
        .map(reason -> ConditionEvaluationResult.disabled("moto: " + reason))
        .orElseGet(() -> ConditionEvaluationResult.enabled("moto runs it"));
  }

  /** The name of a contract's row, such as {@code Stacks.whatIsThereIsNotCreated}. */
  static String row(Method test) {
    return test.getDeclaringClass().getSimpleName().replace("Contract", "") + "." + test.getName();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Moto.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    MotoServer server =
        context
            .getRoot()
            .getStore(OURS)
            .computeIfAbsent(MotoServer.class, absent -> MotoServer.start(), MotoServer.class);
    server.reset();
    // Of the class, and closed after it, since the SDK's settings are everybody's.
    ExtensionContext ofClass = context.getTestMethod().isPresent() ? parent(context) : context;
    return ofClass
        .getStore(OURS)
        .computeIfAbsent(Moto.class, absent -> new Moto(server.endpoint()), Moto.class);
  }

  private static ExtensionContext parent(ExtensionContext context) {
    return context.getParent().orElseThrow();
  }
}
