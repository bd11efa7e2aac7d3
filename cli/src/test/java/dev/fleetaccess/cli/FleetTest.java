package dev.fleetaccess.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FleetTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  static Stream<Arguments> wrongUses() {
    return Stream.of(
        Arguments.of(
            "no such command", List.of("deploy"), "Unmatched argument at index 0: 'deploy'"),
        Arguments.of(
            "no such option", List.of("local", "--forever"), "Unknown option: '--forever'"),
        Arguments.of(
            "no account is too few",
            List.of("local", "--accounts", "0"),
            "--accounts takes 1 to 2000"),
        Arguments.of(
            "more than one machine holds",
            List.of("local", "--accounts", "2001"),
            "--accounts takes 1 to 2000"),
        Arguments.of(
            "no number",
            List.of("local", "--accounts", "many"),
            "Invalid value for option '--accounts': 'many' is not an int"),
        Arguments.of(
            "a stack takes time",
            List.of("local", "--stack-seconds", "-1"),
            "--stack-seconds takes 0 to 600"),
        Arguments.of(
            "no port", List.of("invoke", "{}", "--port", "65536"), "--port takes 1 to 65535"),
        Arguments.of("no event", List.of("invoke"), "Missing required parameter: 'JSON'"),
        Arguments.of(
            "nobody's session",
            List.of("credentials", "spoke"),
            "credentials takes 'hub', 'administrator' or an account id of twelve digits, not"
                + " 'spoke'"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("wrongUses")
  void wrongUseIsSaidAndEndsWith2(String reason, List<String> arguments, String sentence) {
    assertThat(run(arguments)).as(reason).isEqualTo(2);
    assertThat(err.toString()).contains(sentence);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void withoutArgumentsTheUsageIsShownAndItEndsWith2() {
    assertThat(run(List.of())).isEqualTo(2);
    assertThat(err.toString()).contains("Say what to do.", "Usage: fleet", "local", "invoke");
  }

  @Test
  void helpEndsWith0() {
    assertThat(run(List.of("--help"))).isZero();
    assertThat(out.toString()).contains("Usage: fleet", "local", "invoke", "credentials");
  }

  static Stream<List<String>> commandsThatAsk() {
    return Stream.of(
        List.of("invoke", "{}"),
        List.of("credentials", "hub"),
        List.of("credentials", "administrator"),
        List.of("credentials", "300000000001"));
  }

  @ParameterizedTest
  @MethodSource("commandsThatAsk")
  void whereNothingListensItIsOneClearLineAnd2(List<String> command) throws IOException {
    int port = freePort();

    assertThat(run(with(command, port))).isEqualTo(2);

    assertThat(err.toString().lines())
        .containsExactly(
            "fleet: no local organization listens on port "
                + port
                + ": start one with ./fleet local, or name its port with --port");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anEventThatIsNoJsonIsOneClearLineAnd2AndIsNotSent() throws IOException {
    assertThat(run(with(List.of("invoke", "{sweep:true}"), freePort()))).isEqualTo(2);

    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("fleet: the event is not JSON: Unexpected character ('s'");
  }

  @Test
  void aServerOnTheUsualPortThatIsNotOursIsLeftAlone() throws IOException {
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.start();
    try {
      assertThat(LocalPort.find(server.getAddress().getPort(), "ledger")).isEmpty();
    } finally {
      server.stop(0);
    }
    assertThat(LocalPort.find(freePort(), "ledger")).as("and where there is none").isEmpty();
  }

  @Test
  void aLocalFunctionThatFailedIsSaidInItsOwnWords() throws IOException {
    String failure = "{\"errorMessage\":\"no table\",\"errorType\":\"IllegalStateException\"}";
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/_fleet/invoke",
        exchange -> {
          byte[] body = failure.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(502, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      LocalPort local = LocalPort.on(server.getAddress().getPort());

      assertThatThrownBy(() -> local.ask("invoke", "{}")).hasMessage("no table");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aPortThatIsTakenIsOneClearLineAnd2(@TempDir Path home) throws IOException {
    Files.createDirectories(home.resolve("function/target"));
    Files.createFile(home.resolve("function/target/function-0.1.0-lambda.jar"));
    String before = System.setProperty("fleet.home", home.toString());
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(run(with(List.of("local", "--once"), taken.getLocalPort()))).isEqualTo(2);

      assertThat(err.toString().lines())
          .containsExactly(
              "fleet: port "
                  + taken.getLocalPort()
                  + " is in use: stop what holds it, or choose another with --port");
    } finally {
      if (before == null) {
        System.clearProperty("fleet.home");
      } else {
        System.setProperty("fleet.home", before);
      }
    }
  }

  private int run(List<String> arguments) {
    return Fleet.commandLine(new AwsLibrary())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  private static List<String> with(List<String> command, int port) {
    return Stream.concat(command.stream(), Stream.of("--port", Integer.toString(port))).toList();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
