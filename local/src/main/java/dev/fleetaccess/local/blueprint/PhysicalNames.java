package dev.fleetaccess.local.blueprint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetaccess.local.endpoint.Place;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/** What {@code Ref} and {@code Fn::GetAtt} of a resource give, by the resource's type. */
final class PhysicalNames {
  /** The property that holds a resource's name; where it is missing, the logical id is the name. */
  private static final Map<String, String> NAME_PROPERTIES =
      Map.ofEntries(
          Map.entry("AWS::Lambda::Function", "FunctionName"),
          Map.entry("AWS::Lambda::Alias", "Name"),
          Map.entry("AWS::SQS::Queue", "QueueName"),
          Map.entry("AWS::DynamoDB::Table", "TableName"),
          Map.entry("AWS::DynamoDB::GlobalTable", "TableName"),
          Map.entry("AWS::CodeCommit::Repository", "RepositoryName"),
          Map.entry("AWS::IAM::Role", "RoleName"),
          Map.entry("AWS::IAM::ManagedPolicy", "ManagedPolicyName"),
          Map.entry("AWS::Events::Rule", "Name"),
          Map.entry("AWS::SNS::Topic", "TopicName"),
          Map.entry("AWS::Logs::LogGroup", "LogGroupName"));

  private final Template template;
  private final Place place;
  private final URI queues;

  PhysicalNames(Template template, Place place, URI queues) {
    this.template = Objects.requireNonNull(template);
    this.place = Objects.requireNonNull(place);
    this.queues = Objects.requireNonNull(queues);
  }

  String ref(String id, Resolver resolver) {
    String name = name(id, resolver);
    return switch (template.type(id)) {
      case "AWS::SQS::Queue" -> queueUrl(name);
      case "AWS::Lambda::Alias",
          "AWS::Lambda::Version",
          "AWS::IAM::ManagedPolicy",
          "AWS::SNS::Topic" ->
          arn(id, resolver);
      default -> name;
    };
  }

  String attribute(String id, String attribute, Resolver resolver) {
    String name = name(id, resolver);
    return switch (attribute) {
      case "Arn", "FunctionArn", "TopicArn", "PolicyArn", "AliasArn" -> arn(id, resolver);
      case "QueueUrl" -> queueUrl(name);
      case "Version" -> "1";
      case "QueueName", "Name", "TopicName", "RoleName" -> name;
      // Attributes of parts that have no local stand-in, such as streams and ids.
      default -> name + "." + attribute;
    };
  }

  String name(String id, Resolver resolver) {
    JsonNode name =
        template.properties(id).path(NAME_PROPERTIES.getOrDefault(template.type(id), ""));
    return name.isMissingNode() ? id : resolver.text(name);
  }

  String arn(String id, Resolver resolver) {
    String name = name(id, resolver);
    return switch (template.type(id)) {
      case "AWS::Lambda::Function" -> place.arn("lambda", "function:" + name);
      case "AWS::Lambda::Alias" -> functionArn(id, resolver) + ":" + name;
      case "AWS::Lambda::Version" -> functionArn(id, resolver) + ":1";
      case "AWS::SQS::Queue" -> place.arn("sqs", name);
      case "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable" ->
          place.arn("dynamodb", "table/" + name);
      case "AWS::CodeCommit::Repository" -> place.arn("codecommit", name);
      case "AWS::IAM::Role" -> place.iamArn("role" + path(id, resolver) + name);
      case "AWS::IAM::ManagedPolicy" -> place.iamArn("policy" + path(id, resolver) + name);
      case "AWS::Events::Rule" -> place.arn("events", "rule/" + name);
      case "AWS::SNS::Topic" -> place.arn("sns", name);
      case "AWS::Logs::LogGroup" -> place.arn("logs", "log-group:" + name + ":*");
      case "AWS::S3::Bucket" -> "arn:" + place.partition() + ":s3:::" + name;
      case "AWS::KMS::Key" -> place.arn("kms", "key/" + name);
      default -> place.arn("local", name);
    };
  }

  String path(String id, Resolver resolver) {
    JsonNode path = template.properties(id).path("Path");
    return path.isMissingNode() ? "/" : resolver.text(path);
  }

  String queueUrl(String name) {
    return queues + "/" + place.account() + "/" + name;
  }

  private String functionArn(String id, Resolver resolver) {
    String function = resolver.text(template.properties(id).path("FunctionName"));
    return function.startsWith("arn:") ? function : place.arn("lambda", "function:" + function);
  }
}
