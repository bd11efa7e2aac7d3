package dev.fleetaccess.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A known way to get rights that one was not given. The list is that of public research on
 * privilege escalation in AWS, as far as the actions exist in the reference.
 *
 * @param needs every action that it takes
 * @param how what it comes to, after "by which it"
 */
record Escalation(List<String> needs, String how) {
  /** Every way that is looked for. */
  static final List<Escalation> KNOWN = known();

  Escalation {
    needs = List.copyOf(needs);
  }

  private static List<Escalation> known() {
    var ways = new ArrayList<Escalation>();
    alone(
        ways,
        "writes policies",
        "iam:AttachGroupPolicy iam:AttachRolePolicy iam:AttachUserPolicy iam:CreatePolicyVersion"
            + " iam:PutGroupPolicy iam:PutRolePolicy iam:PutUserPolicy iam:SetDefaultPolicyVersion"
            + " sso:AttachCustomerManagedPolicyReferenceToPermissionSet"
            + " sso:AttachManagedPolicyToPermissionSet sso:PutInlinePolicyToPermissionSet");
    alone(ways, "joins another group", "iam:AddUserToGroup sso:CreateAccountAssignment");
    alone(
        ways,
        "says whom roles trust",
        "iam:UpdateAssumeRolePolicy iam:UpdateSAMLProvider iam:CreateSAMLProvider"
            + " iam:CreateOpenIDConnectProvider iam:AddClientIDToOpenIDConnectProvider");
    alone(
        ways,
        "makes credentials of others",
        "iam:CreateAccessKey iam:CreateLoginProfile iam:CreateServiceSpecificCredential"
            + " iam:ResetServiceSpecificCredential iam:UpdateLoginProfile"
            + " iam:UploadSigningCertificate");
    alone(
        ways,
        "takes boundaries off",
        "iam:DeleteRolePermissionsBoundary iam:DeleteUserPermissionsBoundary"
            + " iam:PutRolePermissionsBoundary iam:PutUserPermissionsBoundary");
    alone(
        ways,
        "runs code with the rights of what runs already",
        "cloudformation:UpdateStack cloudformation:UpdateStackSet codebuild:StartBuild"
            + " codebuild:UpdateProject datapipeline:PutPipelineDefinition"
            + " ec2-instance-connect:SendSSHPublicKey ec2:ModifyInstanceAttribute"
            + " ecs:ExecuteCommand glue:UpdateDevEndpoint glue:UpdateJob lambda:UpdateFunctionCode"
            + " lambda:UpdateFunctionConfiguration sagemaker:CreatePresignedNotebookInstanceUrl"
            + " ssm:SendCommand ssm:StartSession states:UpdateStateMachine");
    alone(
        ways,
        "runs code with a role that is passed",
        "iam:PassRole",
        "airflow:CreateEnvironment apprunner:CreateService autoscaling:CreateAutoScalingGroup"
            + " autoscaling:CreateLaunchConfiguration batch:RegisterJobDefinition"
            + " bedrock:CreateAgent cloudformation:CreateChangeSet cloudformation:CreateStack"
            + " cloudformation:CreateStackSet codebuild:CreateProject codepipeline:CreatePipeline"
            + " datapipeline:CreatePipeline ec2:AssociateIamInstanceProfile"
            + " ec2:ReplaceIamInstanceProfileAssociation ec2:RequestSpotInstances ec2:RunInstances"
            + " ecs:RegisterTaskDefinition ecs:RunTask ecs:StartTask elasticmapreduce:RunJobFlow"
            + " events:PutTargets glue:CreateDevEndpoint glue:CreateJob"
            + " imagebuilder:CreateInfrastructureConfiguration lambda:CreateFunction"
            + " pipes:CreatePipe sagemaker:CreateNotebookInstance sagemaker:CreateProcessingJob"
            + " sagemaker:CreateTrainingJob scheduler:CreateSchedule ssm:StartAutomationExecution"
            + " states:CreateStateMachine");
    together(
        ways,
        "runs code with the rights of a stack",
        "cloudformation:CreateChangeSet",
        "cloudformation:ExecuteChangeSet");
    together(
        ways,
        "gives an instance another role",
        "iam:AddRoleToInstanceProfile",
        "iam:RemoveRoleFromInstanceProfile");
    return List.copyOf(ways);
  }

  private static void alone(List<Escalation> ways, String how, String actions) {
    Arrays.stream(actions.split(" ")).forEach(one -> ways.add(new Escalation(List.of(one), how)));
  }

  private static void alone(List<Escalation> ways, String how, String with, String actions) {
    Arrays.stream(actions.split(" "))
        .forEach(one -> ways.add(new Escalation(List.of(one, with), how)));
  }

  private static void together(List<Escalation> ways, String how, String... actions) {
    ways.add(new Escalation(List.of(actions), how));
  }
}
