package dev.fleetaccess.local.repository;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.fleetaccess.local.endpoint.Endpoint;
import dev.fleetaccess.local.wire.WireReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** Git's smart HTTP protocol for clone, fetch and push at {@code /git/REPOSITORY}. */
public final class GitHandler implements HttpHandler {
  /** Where it is mounted. */
  public static final String PREFIX = "/git/";

  private final LocalRepository repository;

  /** For one repository. */
  public GitHandler(LocalRepository repository) {
    this.repository = Objects.requireNonNull(repository);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
    String base = repository.part().name();
    if (path.startsWith(base + ".git/")) {
      base = base + ".git";
    }
    if (!path.startsWith(base + "/")) {
      Endpoint.send(
          exchange,
          WireReply.of(
              404,
              "text/plain",
              "there is one repository here: " + repository.part().name() + "\n"));
      return;
    }
    switch (path.substring(base.length() + 1)) {
      case "info/refs" -> advertise(exchange);
      case "git-receive-pack" -> receive(exchange);
      case "git-upload-pack" -> upload(exchange);
      default -> Endpoint.send(exchange, WireReply.of(404, "text/plain", "no such path\n"));
    }
  }

  private void advertise(HttpExchange exchange) throws IOException {
    String service =
        Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("").replace("service=", "");
    var out = new ByteArrayOutputStream();
    var lines = new PacketLineOut(out);
    lines.writeString("# service=" + service + "\n");
    lines.end();
    var advertiser = new PacketLineOutRefAdvertiser(lines);
    switch (service) {
      case "git-receive-pack" -> receivePack().sendAdvertisedRefs(advertiser);
      case "git-upload-pack" -> uploadPack().sendAdvertisedRefs(advertiser);
      default -> {
        Endpoint.send(
            exchange, WireReply.of(403, "text/plain", "git's smart protocol is needed\n"));
        return;
      }
    }
    send(exchange, service + "-advertisement", out);
  }

  private void receive(HttpExchange exchange) throws IOException {
    var out = new ByteArrayOutputStream();
    try (InputStream in = body(exchange)) {
      receivePack().receive(in, out, null);
    }
    send(exchange, "git-receive-pack-result", out);
  }

  private void upload(HttpExchange exchange) throws IOException {
    var out = new ByteArrayOutputStream();
    try (InputStream in = body(exchange)) {
      uploadPack().upload(in, out, null);
    }
    send(exchange, "git-upload-pack-result", out);
  }

  private ReceivePack receivePack() {
    var pack = new ReceivePack(repository.git());
    pack.setBiDirectionalPipe(false);
    pack.setAllowNonFastForwards(true);
    pack.setAllowDeletes(true);
    pack.setPostReceiveHook(this::received);
    return pack;
  }

  private UploadPack uploadPack() {
    var pack = new UploadPack(repository.git());
    pack.setBiDirectionalPipe(false);
    return pack;
  }

  private void received(ReceivePack pack, Collection<ReceiveCommand> commands) {
    for (ReceiveCommand command : commands) {
      if (command.getResult() != ReceiveCommand.Result.OK) {
        continue;
      }
      var change =
          new ReferenceChange(
              command.getRefName(), commit(command.getOldId()), commit(command.getNewId()));
      int targets = repository.changed(change);
      pack.sendMessage(
          "event "
              + change.event()
              + " of "
              + command.getRefName()
              + " matched "
              + targets
              + " rule target(s)");
    }
  }

  private static Optional<String> commit(ObjectId id) {
    return id.equals(ObjectId.zeroId()) ? Optional.empty() : Optional.of(id.getName());
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    InputStream body = exchange.getRequestBody();
    return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
        ? new GZIPInputStream(body)
        : body;
  }

  private static void send(HttpExchange exchange, String type, ByteArrayOutputStream out)
      throws IOException {
    Endpoint.send(
        exchange,
        new WireReply(
            200,
            Map.of("Content-Type", "application/x-" + type, "Cache-Control", "no-cache"),
            out.toByteArray()));
  }
}
