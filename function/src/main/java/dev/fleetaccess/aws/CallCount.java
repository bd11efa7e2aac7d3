package dev.fleetaccess.aws;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Counts what goes over the wire, each attempt of a call, for whoever the request names. */
final class CallCount implements ExecutionInterceptor {
  /** Where a request says who counts it. */
  static final ExecutionAttribute<AtomicInteger> COUNTER =
      new ExecutionAttribute<>("FleetAccessCallCount");

  @Override
  public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes given) {
    AtomicInteger counter = given.getAttribute(COUNTER);
    if (counter != null) {
      counter.incrementAndGet();
    }
  }
}
