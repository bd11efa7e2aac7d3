package dev.fleetaccess;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.fleetaccess.lambda.OrchestratorHandler;
import dev.fleetaccess.lambda.WorkerHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Which calls of AWS each function can make, and as whom, found in its byte code and held to {@code
 * api-calls.txt}; the test of the CDK app holds the policies to the same file.
 */
class ApiCallsTest {
  private static final Path LIST = Path.of("src", "test", "resources", "api-calls.txt");
  private static final String SERVICES = "software.amazon.awssdk.services.";

  /** IAM's name of a service, by the SDK's client. */
  private static final Map<String, String> PREFIXES =
      Map.ofEntries(
          entry("AccessAnalyzerClient", "access-analyzer"),
          entry("CloudFormationClient", "cloudformation"),
          entry("CodeCommitClient", "codecommit"),
          entry("DynamoDbClient", "dynamodb"),
          entry("EventBridgeClient", "events"),
          entry("IamClient", "iam"),
          entry("OrganizationsClient", "organizations"),
          entry("SnsClient", "sns"),
          entry("SqsClient", "sqs"),
          entry("StsClient", "sts"));

  /** Methods of a client that ask nothing of AWS. */
  private static final Set<String> NO_CALLS =
      Set.of("builder", "serviceClientConfiguration", "close");

  /** Operations whose permission has another name; none where their parts say what they need. */
  private static final Map<String, String> OTHERWISE =
      Map.of("SendMessageBatch", "SendMessage", "TransactWriteItems", "");

  /** Adapters whose calls are all made with the session of a role in an account. */
  private static final Set<String> IN_ACCOUNTS =
      Set.of(
          "CloudFormationChangeSets",
          "CloudFormationStacks",
          "FirstCause",
          "IamRoles",
          "StackEvents");

  private static final JavaClasses PROJECT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.fleetaccess");

  @Test
  void theListNamesEveryCallOfTheFunctionsAndNoOther() throws IOException {
    Set<String> listed;
    try (Stream<String> lines = Files.lines(LIST)) {
      listed =
          lines
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .collect(Collectors.toCollection(TreeSet::new));
    }

    assertThat(String.join("\n", found())).isEqualTo(String.join("\n", listed));
  }

  private static Set<String> found() {
    return Stream.concat(
            of("FleetAccess-Orchestrator", OrchestratorHandler.class),
            of("FleetAccess-Worker", WorkerHandler.class))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> of(String function, Class<?> handler) {
    return ReachableCode.from(PROJECT, handler).stream()
        .flatMap(access -> action(access).map(action -> who(function, access) + " " + action));
  }

  /** What a call needs; nothing for one that is none of AWS's. */
  private static Stream<String> action(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    if (!owner.startsWith(SERVICES)) {
      return Stream.empty();
    }
    if (owner.endsWith(".TransactWriteItem$Builder") && !name.equals("build")) {
      return Stream.of("dynamodb:" + capital(name) + "Item");
    }
    if (owner.endsWith(".AssumeRoleRequest$Builder") && name.equals("tags")) {
      return Stream.of("sts:TagSession");
    }
    String client = access.getTargetOwner().getSimpleName();
    if (!client.endsWith("Client") || NO_CALLS.contains(name)) {
      return Stream.empty();
    }
    String prefix = Objects.requireNonNull(PREFIXES.get(client), "IAM's name of " + client);
    String operation = capital(name.replaceFirst("Paginator$", ""));
    String needed = OTHERWISE.getOrDefault(operation, operation);
    return needed.isEmpty() ? Stream.empty() : Stream.of(prefix + ":" + needed);
  }

  private static String who(String function, JavaAccess<?> access) {
    String adapter = access.getOriginOwner().getSimpleName();
    if (IN_ACCOUNTS.contains(adapter)) {
      return "access-role";
    }
    if (adapter.equals("StsChain")) {
      return switch (access.getOrigin().getName()) {
        case "become" -> function;
        case "enter" -> "hub-001";
        case "read" ->
            access.getTargetOwner().getSimpleName().equals("IamClient")
                ? "spoke-001"
                : "org-read-only-001";
        default -> throw new AssertionError("as whom does StsChain call in " + access);
      };
    }
    return function;
  }

  private static String capital(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
