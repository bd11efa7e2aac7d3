package dev.fleetaccess.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.customresources.AwsCustomResource;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.customresources.PhysicalResourceId;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * Pull requests to the branch that is rolled out need so many approvals before they can be merged;
 * CodeCommit does not count the author's own. It binds pull requests alone, so pushes go on.
 */
final class ApprovalRule extends Construct {
  /** Of the approval rule template; it outlives a change of the repository's name. */
  static final String NAME = "FleetAccess-OneMore";

  private static final String SERVICE = "CodeCommit";
  private static final String TEMPLATE_NAME = "approvalRuleTemplateName";

  private final Settings settings;

  /**
   * @param after the repository, where it stands in the same stack
   */
  ApprovalRule(
      Construct scope,
      Settings settings,
      DeploymentCalls calls,
      List<? extends IDependable> after) {
    super(scope, "ApprovalRule");
    this.settings = settings;
    String content = content();
    AwsCustomResource template =
        calls
            .call(
                this,
                "Template",
                // None of these can be narrowed to a template.
                Permissions.allow(
                    "ApprovalRule",
                    List.of(
                        "codecommit:CreateApprovalRuleTemplate",
                        "codecommit:DeleteApprovalRuleTemplate",
                        "codecommit:UpdateApprovalRuleTemplateContent"),
                    "*"))
            .onCreate(
                asked(
                        "CreateApprovalRuleTemplate",
                        Map.of(TEMPLATE_NAME, NAME, "approvalRuleTemplateContent", content))
                    // One that was made by hand before is taken as it is.
                    .ignoreErrorCodesMatching("ApprovalRuleTemplateNameAlreadyExistsException")
                    .physicalResourceId(PhysicalResourceId.of(NAME))
                    .build())
            .onUpdate(
                asked(
                        "UpdateApprovalRuleTemplateContent",
                        Map.of(TEMPLATE_NAME, NAME, "newRuleContent", content))
                    .physicalResourceId(PhysicalResourceId.of(NAME))
                    .build())
            .onDelete(asked("DeleteApprovalRuleTemplate", Map.of(TEMPLATE_NAME, NAME)).build())
            .build();
    Map<String, String> both = Map.of(TEMPLATE_NAME, NAME, "repositoryName", settings.repository());
    AwsSdkCall associate =
        asked("AssociateApprovalRuleTemplateWithRepository", both)
            .physicalResourceId(PhysicalResourceId.of(settings.repository()))
            .build();
    AwsCustomResource association =
        calls
            .call(
                this,
                "Association",
                Permissions.allow(
                    "ApprovalRuleOfTheRoleRepository",
                    List.of(
                        "codecommit:AssociateApprovalRuleTemplateWithRepository",
                        "codecommit:DisassociateApprovalRuleTemplateFromRepository"),
                    RoleRepository.arn(settings)))
            .onCreate(associate)
            .onUpdate(associate)
            .onDelete(
                asked("DisassociateApprovalRuleTemplateFromRepository", both)
                    .ignoreErrorCodesMatching("RepositoryDoesNotExistException")
                    .build())
            .build();
    association.getNode().addDependency(template);
    after.forEach(association.getNode()::addDependency);
  }

  private AwsSdkCall.Builder asked(String action, Map<String, String> parameters) {
    return AwsSdkCall.builder()
        .service(SERVICE)
        .action(action)
        .region(settings.repositoryRegion())
        .parameters(Ordered.map(parameters));
  }

  private String content() {
    return ("{\"Version\":\"2018-11-08\",\"DestinationReferences\":[\"refs/heads/%s\"],"
            + "\"Statements\":[{\"Type\":\"Approvers\",\"NumberOfApprovalsNeeded\":%d}]}")
        .formatted(settings.branch(), settings.approvals());
  }
}
