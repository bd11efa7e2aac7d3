package dev.fleetaccess.aws;

import dev.fleetaccess.guard.Inquiry;
import dev.fleetaccess.guard.Remark;
import dev.fleetaccess.run.PolicyAnalyzer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.AccessCheckPolicyType;
import software.amazon.awssdk.services.accessanalyzer.model.CheckNoNewAccessResponse;
import software.amazon.awssdk.services.accessanalyzer.model.CheckNoNewAccessResult;
import software.amazon.awssdk.services.accessanalyzer.model.PathElement;
import software.amazon.awssdk.services.accessanalyzer.model.PolicyType;
import software.amazon.awssdk.services.accessanalyzer.model.ReasonSummary;
import software.amazon.awssdk.services.accessanalyzer.model.ValidatePolicyFinding;
import software.amazon.awssdk.services.accessanalyzer.model.ValidatePolicyFindingType;
import software.amazon.awssdk.services.accessanalyzer.model.ValidatePolicyRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ValidatePolicyResourceType;
import software.amazon.awssdk.services.accessanalyzer.model.ValidatePolicyResponse;

/**
 * IAM Access Analyzer's checks of policies, which need no analyzer in the account. Its warnings and
 * suggestions are style, and left out.
 */
public final class AccessAnalyzer implements PolicyAnalyzer {
  /** Pages of findings about one policy; who has more of them has enough to read. */
  private static final int PAGES = 5;

  private final Supplier<AccessAnalyzerClient> client;

  /** Its client is made when something is asked: most starts of a function ask nothing. */
  public AccessAnalyzer(AwsClients clients) {
    this(clients::accessAnalyzer);
  }

  AccessAnalyzer(Supplier<AccessAnalyzerClient> client) {
    this.client = Objects.requireNonNull(client);
  }

  @Override
  public List<Remark> validate(Inquiry.Sort sort, String policy) {
    var remarks = new ArrayList<Remark>();
    Optional<String> token = Optional.empty();
    for (int page = 0; page < PAGES && (page == 0 || token.isPresent()); page++) {
      ValidatePolicyRequest request = request(sort, policy, token);
      ValidatePolicyResponse response =
          AwsFailures.call(AwsService.ACCESS_ANALYZER, () -> client.get().validatePolicy(request));
      response.findings().stream().flatMap(found -> remark(found).stream()).forEach(remarks::add);
      token = Optional.ofNullable(response.nextToken());
    }
    return remarks;
  }

  private static ValidatePolicyRequest request(
      Inquiry.Sort sort, String policy, Optional<String> token) {
    ValidatePolicyRequest.Builder request =
        ValidatePolicyRequest.builder().policyDocument(policy).nextToken(token.orElse(null));
    return switch (sort) {
      case IDENTITY -> request.policyType(PolicyType.IDENTITY_POLICY).build();
      case TRUST ->
          request
              .policyType(PolicyType.RESOURCE_POLICY)
              .validatePolicyResourceType(
                  ValidatePolicyResourceType.AWS_IAM_ASSUME_ROLE_POLICY_DOCUMENT)
              .build();
    };
  }

  private static Optional<Remark> remark(ValidatePolicyFinding found) {
    boolean severe = found.findingType() == ValidatePolicyFindingType.ERROR;
    if (!severe && found.findingType() != ValidatePolicyFindingType.SECURITY_WARNING) {
      return Optional.empty();
    }
    List<String> path =
        found.locations().isEmpty()
            ? List.of()
            : found.locations().getFirst().path().stream()
                .flatMap(element -> step(element).stream())
                .toList();
    return Optional.of(new Remark(severe, found.issueCode(), found.findingDetails(), path));
  }

  /** A part of a text is no step: its line is the text's. */
  private static Optional<String> step(PathElement element) {
    return Optional.ofNullable(element.index())
        .map(String::valueOf)
        .or(() -> Optional.ofNullable(element.value()))
        .or(() -> Optional.ofNullable(element.key()));
  }

  @Override
  public Optional<String> newAccess(Inquiry.Sort sort, String policy, String before) {
    AccessCheckPolicyType type =
        switch (sort) {
          case IDENTITY -> AccessCheckPolicyType.IDENTITY_POLICY;
          case TRUST -> AccessCheckPolicyType.RESOURCE_POLICY;
        };
    CheckNoNewAccessResponse response =
        AwsFailures.call(
            AwsService.ACCESS_ANALYZER,
            () ->
                client
                    .get()
                    .checkNoNewAccess(
                        request ->
                            request
                                .newPolicyDocument(policy)
                                .existingPolicyDocument(before)
                                .policyType(type)));
    return response.result() == CheckNoNewAccessResult.PASS
        ? Optional.empty()
        : Optional.of(
            response.reasons().stream()
                .map(ReasonSummary::description)
                .distinct()
                .collect(Collectors.joining(" ")));
  }
}
