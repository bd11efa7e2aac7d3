package dev.fleetaccess.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetaccess.infra.Statements.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The policies of the functions are what their code asks for, and what Lambda asks in their name.
 */
class ExactPermissionsTest {
  /** Found in the functions' byte code by a test there. */
  private static final Path CALLS =
      Path.of("..", "function", "src", "test", "resources", "api-calls.txt");

  /**
   * What Lambda does with a function's role: takes messages from its queue (as AWS's own policy
   * AWSLambdaSQSQueueExecutionRole has it), writes its log.
   */
  private static final List<String> BY_LAMBDA =
      List.of(
          "sqs:ReceiveMessage",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          "logs:CreateLogStream",
          "logs:PutLogEvents");

  /** By CloudFormation in the deployer's name, when it makes, changes and removes a role stack. */
  private static final List<String> BY_CLOUDFORMATION =
      List.of(
          "cloudformation:TagResource",
          "cloudformation:UntagResource",
          "iam:AttachRolePolicy",
          "iam:CreateRole",
          "iam:DeleteRole",
          "iam:ListInstanceProfilesForRole",
          "iam:ListRoleTags",
          "iam:PutRolePermissionsBoundary",
          "iam:PutRolePolicy",
          "iam:TagRole",
          "iam:UntagRole",
          "iam:UpdateAssumeRolePolicy",
          "iam:UpdateRole",
          "iam:UpdateRoleDescription");

  private final SynthesizedTemplate template = TestStacks.main();

  @ParameterizedTest
  @ValueSource(strings = {"FleetAccess-Orchestrator", "FleetAccess-Worker"})
  void aFunctionMayDoWhatItsCodeCallsAndNothingElse(String function) throws IOException {
    Set<String> needed = calls(function);
    needed.addAll(BY_LAMBDA);

    assertThat(granted(function)).isEqualTo(needed);
  }

  @Test
  void theDeployerMayDoWhatTheWorkerCallsAndWhatCloudFormationDoesForIt() throws IOException {
    Set<String> needed = calls("access-role");
    needed.addAll(BY_CLOUDFORMATION);

    assertThat(granted("FleetAccess-Deployer")).isEqualTo(needed);
  }

  @Test
  void whatIsGrantedForOneQueueIsGrantedForNoOther() {
    assertThat(queues("FleetAccess-Orchestrator", "sqs:ReceiveMessage"))
        .containsExactly("FleetAccess-Tick");
    assertThat(queues("FleetAccess-Worker", "sqs:ReceiveMessage"))
        .containsExactly("FleetAccess-Work");
    assertThat(queues("FleetAccess-Orchestrator", "sqs:SendMessage"))
        .as("failed events are kept in the last")
        .containsExactlyInAnyOrder(
            "FleetAccess-Work", "FleetAccess-Tick", "FleetAccess-Events-Dead");
    assertThat(queues("FleetAccess-Worker", "sqs:SendMessage"))
        .containsExactlyInAnyOrder("FleetAccess-Work", "FleetAccess-Tick");
  }

  private Set<String> granted(String owner) {
    return Statements.of(template, owner).stream()
        .filter(Statement::allow)
        .flatMap(statement -> statement.actions().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names of the queues at which somebody may do that. */
  private List<String> queues(String owner, String action) {
    return template.resources("AWS::SQS::Queue").entrySet().stream()
        .filter(queue -> may(owner, action, queue.getKey()))
        .map(queue -> queue.getValue().at("/Properties/QueueName").asText())
        .toList();
  }

  private boolean may(String owner, String action, String queue) {
    return Statements.of(template, owner).stream()
        .filter(statement -> statement.allow() && statement.actions().contains(action))
        .anyMatch(statement -> statement.resources().toString().contains('"' + queue + '"'));
  }

  private static Set<String> calls(String who) throws IOException {
    try (Stream<String> lines = Files.lines(CALLS)) {
      return lines
          .filter(line -> line.startsWith(who + " "))
          .map(line -> line.substring(who.length() + 1))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
