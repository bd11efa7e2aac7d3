package dev.fleetaccess.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** What requests to CloudFormation have in common. */
final class Requests {
  private Requests() {}

  static List<Parameter> parameters(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(
            entry ->
                Parameter.builder()
                    .parameterKey(entry.getKey())
                    .parameterValue(entry.getValue())
                    .build())
        .toList();
  }

  static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(entry -> Tag.builder().key(entry.getKey()).value(entry.getValue()).build())
        .toList();
  }
}
