package dev.fleetaccess.lambda;

import dev.fleetaccess.plan.Rates;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the functions were deployed with, from their environment.
 *
 * @param table the ledger's table
 * @param workQueue URL of the queue that feeds the workers
 * @param tickQueue URL of the queue that feeds the orchestrator
 * @param repository the role repository's name
 * @param repositoryRegion where the role repository is
 * @param branch the branch that is rolled out
 * @param accessRoles names of the roles that may be assumed in member accounts
 * @param deployerRole name of the role that is assumed in the management account
 * @param workerRoleArn the worker function's role
 * @param noticesTopic ARN of the topic that people are told by
 * @param rates how much of AWS's rates is used
 * @param lookAfter how long after a write a stack is looked at
 * @param tickEvery how soon a rollout under way is looked at again
 */
public record Settings(
    String table,
    String workQueue,
    String tickQueue,
    String repository,
    String repositoryRegion,
    String branch,
    Set<String> accessRoles,
    String deployerRole,
    String workerRoleArn,
    String noticesTopic,
    Rates rates,
    Duration lookAfter,
    Duration tickEvery) {
  public Settings {
    Objects.requireNonNull(table);
    accessRoles = Set.copyOf(accessRoles);
  }

  /**
   * Reads the settings.
   *
   * @throws IllegalStateException naming the variable that is missing or cannot be read
   */
  public static Settings of(Map<String, String> environment) {
    return new Settings(
        text(environment, "FLEET_TABLE"),
        text(environment, "FLEET_WORK_QUEUE"),
        text(environment, "FLEET_TICK_QUEUE"),
        text(environment, "FLEET_REPOSITORY"),
        text(environment, "FLEET_REPOSITORY_REGION"),
        text(environment, "FLEET_BRANCH"),
        new TreeSet<>(Arrays.asList(text(environment, "FLEET_ACCESS_ROLES").split(","))),
        text(environment, "FLEET_DEPLOYER_ROLE"),
        text(environment, "FLEET_WORKER_ROLE_ARN"),
        text(environment, "FLEET_NOTICES_TOPIC"),
        rates(environment, "FLEET_RATE_SHARE"),
        duration(environment, "FLEET_LOOK_AFTER"),
        duration(environment, "FLEET_TICK_EVERY"));
  }

  private static String text(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      throw new IllegalStateException("the environment variable " + name + " is not set");
    }
    return value;
  }

  private static Rates rates(Map<String, String> environment, String name) {
    String value = text(environment, name);
    try {
      return new Rates(Integer.parseInt(value));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "the environment variable " + name + " is no percent from 1 to 100: " + value, e);
    }
  }

  private static Duration duration(Map<String, String> environment, String name) {
    String value = text(environment, name);
    try {
      return Duration.parse(value);
    } catch (DateTimeParseException e) {
      throw new IllegalStateException(
          "the environment variable " + name + " is no duration like PT30S: " + value, e);
    }
  }
}
