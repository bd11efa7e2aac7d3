package dev.fleetaccess.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.guard.Inquiry;
import dev.fleetaccess.guard.Remark;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.AccessAnalyzerException;
import software.amazon.awssdk.services.accessanalyzer.model.CheckNoNewAccessRequest;
import software.amazon.awssdk.services.accessanalyzer.model.CheckNoNewAccessResponse;
import software.amazon.awssdk.services.accessanalyzer.model.CheckNoNewAccessResult;
import software.amazon.awssdk.services.accessanalyzer.model.Location;
import software.amazon.awssdk.services.accessanalyzer.model.PathElement;
import software.amazon.awssdk.services.accessanalyzer.model.ReasonSummary;
import software.amazon.awssdk.services.accessanalyzer.model.ValidatePolicyFinding;
import software.amazon.awssdk.services.accessanalyzer.model.ValidatePolicyFindingType;
import software.amazon.awssdk.services.accessanalyzer.model.ValidatePolicyRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ValidatePolicyResponse;

class AccessAnalyzerTest {
  private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

  private final AccessAnalyzerClient client = mock(AccessAnalyzerClient.class);
  private final AccessAnalyzer analyzer = new AccessAnalyzer(() -> client);
  private final List<ValidatePolicyRequest> asked = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "IDENTITY, IDENTITY_POLICY, ",
    "TRUST, RESOURCE_POLICY, AWS::IAM::AssumeRolePolicyDocument"
  })
  void eachSortOfPolicyIsValidatedAsWhatItIs(Inquiry.Sort sort, String type, String resource) {
    answers(ValidatePolicyResponse.builder().build());

    assertThat(analyzer.validate(sort, POLICY)).isEmpty();

    assertThat(asked)
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.policyDocument()).isEqualTo(POLICY);
              assertThat(request.policyTypeAsString()).isEqualTo(type);
              assertThat(request.validatePolicyResourceTypeAsString()).isEqualTo(resource);
            });
  }

  @ParameterizedTest
  @EnumSource(
      value = ValidatePolicyFindingType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "UNKNOWN_TO_SDK_VERSION")
  void errorsAndSecurityWarningsAreToldAndMattersOfStyleAreNot(ValidatePolicyFindingType type) {
    answers(
        ValidatePolicyResponse.builder()
            .findings(
                ValidatePolicyFinding.builder()
                    .findingType(type)
                    .issueCode("INVALID_ACTION")
                    .findingDetails("The action s3:Nothing does not exist.")
                    .locations(
                        Location.builder()
                            .path(
                                PathElement.fromValue("Statement"),
                                PathElement.fromIndex(2),
                                PathElement.fromKey("Action"),
                                PathElement.fromSubstring(part -> part.start(0).length(2)))
                            .build())
                    .build())
            .build());

    List<Remark> remarks = analyzer.validate(Inquiry.Sort.IDENTITY, POLICY);

    assertThat(remarks)
        .isEqualTo(
            switch (type) {
              case ERROR, SECURITY_WARNING ->
                  List.of(
                      new Remark(
                          type == ValidatePolicyFindingType.ERROR,
                          "INVALID_ACTION",
                          "The action s3:Nothing does not exist.",
                          List.of("Statement", "2", "Action")));
              case WARNING, SUGGESTION, UNKNOWN_TO_SDK_VERSION -> List.<Remark>of();
            });
  }

  @Test
  void aFindingWithoutAPlaceIsOfThePolicy() {
    answers(
        ValidatePolicyResponse.builder()
            .findings(found("EMPTY_ARRAY", ValidatePolicyFindingType.ERROR))
            .build());

    assertThat(analyzer.validate(Inquiry.Sort.IDENTITY, POLICY))
        .singleElement()
        .satisfies(remark -> assertThat(remark.path()).isEmpty());
  }

  @Test
  void everyPageIsReadAndAnAnalyzerThatNeverEndsIsLeft() {
    var page =
        ValidatePolicyResponse.builder()
            .findings(found("A", ValidatePolicyFindingType.ERROR))
            .nextToken("more")
            .build();
    answers(page);

    assertThat(analyzer.validate(Inquiry.Sort.IDENTITY, POLICY)).hasSize(5);
    assertThat(asked)
        .extracting(ValidatePolicyRequest::nextToken)
        .containsExactly(null, "more", "more", "more", "more");
  }

  @Test
  void whatIsNewIsToldInItsWords() {
    Consumer<CheckNoNewAccessRequest.Builder> question = any();
    when(client.checkNoNewAccess(question))
        .thenAnswer(
            call -> {
              var request = filled(CheckNoNewAccessRequest.builder(), call.getArgument(0)).build();
              boolean same = request.newPolicyDocument().equals(request.existingPolicyDocument());
              return CheckNoNewAccessResponse.builder()
                  .result(same ? CheckNoNewAccessResult.PASS : CheckNoNewAccessResult.FAIL)
                  .reasons(
                      ReasonSummary.builder()
                          .description(
                              request.policyTypeAsString() + ": new access in statement 0.")
                          .build())
                  .build();
            });

    assertThat(analyzer.newAccess(Inquiry.Sort.IDENTITY, POLICY, POLICY)).isEmpty();
    assertThat(analyzer.newAccess(Inquiry.Sort.IDENTITY, POLICY, "{}"))
        .contains("IDENTITY_POLICY: new access in statement 0.");
    assertThat(analyzer.newAccess(Inquiry.Sort.TRUST, POLICY, "{}"))
        .contains("RESOURCE_POLICY: new access in statement 0.");
  }

  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource({
    "AccessDeniedException, 403, DENIED, nobody gave the permission",
    "ThrottlingException, 429, THROTTLED, many releases at once",
    "InternalServerException, 500, UNAVAILABLE, its own trouble",
    "UnprocessableEntityException, 422, INVALID, this policy is too complex",
    "ValidationException, 400, INVALID, this policy is too long"
  })
  void whatItRefusesHasAName(String code, int status, Failure.Kind kind, String reason) {
    when(client.validatePolicy(any(ValidatePolicyRequest.class)))
        .thenThrow(AwsFailuresTest.with(AccessAnalyzerException.builder(), code, "no", status));

    assertThatExceptionOfType(RemoteFailure.class)
        .as(reason)
        .isThrownBy(() -> analyzer.validate(Inquiry.Sort.IDENTITY, POLICY))
        .satisfies(failed -> assertThat(failed.failure().kind()).isEqualTo(kind));
  }

  @Test
  void aRegionThatHasNoneOrIsNotSetIsAFailureLikeAnyOther() {
    var nowhere =
        new AccessAnalyzer(
            () -> {
              throw SdkClientException.create("Unable to load region");
            });

    assertThatExceptionOfType(RemoteFailure.class)
        .isThrownBy(() -> nowhere.validate(Inquiry.Sort.IDENTITY, POLICY))
        .satisfies(
            failed -> assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE));
  }

  private void answers(ValidatePolicyResponse response) {
    when(client.validatePolicy(any(ValidatePolicyRequest.class)))
        .thenAnswer(
            call -> {
              asked.add(call.getArgument(0));
              return response;
            });
  }

  private static ValidatePolicyFinding found(String code, ValidatePolicyFindingType type) {
    return ValidatePolicyFinding.builder()
        .findingType(type)
        .issueCode(code)
        .findingDetails("wrong")
        .build();
  }

  private static <B> B filled(B builder, Consumer<B> fill) {
    fill.accept(builder);
    return builder;
  }
}
