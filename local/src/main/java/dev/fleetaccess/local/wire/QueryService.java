package dev.fleetaccess.local.wire;

import dev.fleetaccess.local.sim.Caller;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.base.Arn;
import dev.fleetaccess.local.sim.base.AwsError;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A service in AWS's query protocol: forms in, XML out. */
final class QueryService implements WireService {
  private static final String XML = "text/xml";

  private final SimulatedOrganization world;
  private final String signingName;
  private final String namespace;
  private final Map<String, QueryOperation> operations;

  QueryService(
      SimulatedOrganization world,
      String signingName,
      String namespace,
      Map<String, QueryOperation> operations) {
    this.world = world;
    this.signingName = signingName;
    this.namespace = namespace;
    this.operations = Map.copyOf(operations);
  }

  @Override
  public Set<String> signingNames() {
    return Set.of(signingName);
  }

  @Override
  public WireReply answer(WireRequest request) {
    var requestId = UUID.randomUUID().toString();
    try {
      int query = request.path().indexOf('?');
      var form =
          request.method().equals("GET") && query >= 0
              ? request.path().substring(query + 1)
              : request.text();
      return reply(
          200, requestId, perform(request.scope(), QueryParameters.parse(form), requestId));
    } catch (AwsError e) {
      return reply(e.status(), requestId, error(e, requestId));
    }
  }

  private String perform(CredentialScope scope, QueryParameters in, String requestId) {
    var session = world.authenticate(scope.accessKeyId());
    var name = in.text("Action").orElse("");
    var operation = operations.get(name);
    if (operation == null) {
      throw AwsError.of(
          "InvalidAction",
          400,
          "Could not find operation "
              + name
              + ": the simulated organization has these of "
              + signingName
              + ": "
              + String.join(", ", operations.keySet().stream().sorted().toList()));
    }
    // A call to assume a role is about the account of that role.
    var role = in.text("RoleArn").filter(arn -> signingName.equals("sts"));
    var account = role.flatMap(Arn::parse).map(Arn::account).orElse(session.account());
    var result = new Xml();
    world.perform(
        new Caller(session, scope.region()),
        account,
        role.orElse(""),
        signingName,
        name,
        access -> {
          operation.answer(access, in, result);
          return result;
        });
    return "<%1$sResponse xmlns=\"%2$s\"><%1$sResult>%3$s</%1$sResult>%4$s</%1$sResponse>"
        .formatted(
            name,
            namespace,
            result,
            "<ResponseMetadata><RequestId>" + requestId + "</RequestId></ResponseMetadata>");
  }

  private String error(AwsError error, String requestId) {
    var xml = new Xml();
    xml.in(
        "Error",
        () ->
            xml.put("Type", error.status() < 500 ? "Sender" : "Receiver")
                .put("Code", error.code())
                .put("Message", error.text()));
    return "<ErrorResponse xmlns=\"%s\">%s<RequestId>%s</RequestId></ErrorResponse>"
        .formatted(namespace, xml, requestId);
  }

  private static WireReply reply(int status, String requestId, String body) {
    return new WireReply(
        status,
        Map.of("Content-Type", XML, "x-amzn-RequestId", requestId),
        body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
