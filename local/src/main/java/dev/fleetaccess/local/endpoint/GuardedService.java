package dev.fleetaccess.local.endpoint;

import dev.fleetaccess.local.wire.WireReply;
import dev.fleetaccess.local.wire.WireRequest;
import dev.fleetaccess.local.wire.WireService;
import java.util.Objects;
import java.util.Set;

/** A service behind its authorization: nothing reaches it that the caller's policies deny. */
public final class GuardedService implements WireService {
  private final WireService inner;
  private final AccessMapping mapping;
  private final Authorizer authorizer;

  /** Guards a service. */
  public GuardedService(WireService inner, AccessMapping mapping, Authorizer authorizer) {
    this.inner = Objects.requireNonNull(inner);
    this.mapping = Objects.requireNonNull(mapping);
    this.authorizer = Objects.requireNonNull(authorizer);
  }

  @Override
  public Set<String> signingNames() {
    return inner.signingNames();
  }

  @Override
  public WireReply answer(WireRequest request) {
    for (Access access : mapping.accesses(request)) {
      switch (authorizer.authorize(request.scope().accessKeyId(), access)) {
        case Authorizer.Verdict.Allowed allowed -> {}
        case Authorizer.Verdict.UnknownKey unknown -> {
          return ErrorReply.of(
              request,
              statusOf(request, 403),
              code(request, "UnrecognizedClientException", "InvalidClientTokenId"),
              "The security token included in the request is invalid.");
        }
        case Authorizer.Verdict.Denied denied -> {
          return ErrorReply.of(
              request,
              statusOf(request, 403),
              code(request, "AccessDeniedException", "AccessDenied"),
              denied.message());
        }
      }
    }
    return inner.answer(request);
  }

  private static int statusOf(WireRequest request, int otherwise) {
    return Operation.isJson(request) ? 400 : otherwise;
  }

  private static String code(WireRequest request, String json, String query) {
    return Operation.isJson(request) || request.path().startsWith("/2015-03-31/") ? json : query;
  }
}
