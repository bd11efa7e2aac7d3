package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.release.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** No role can switch off what would tell of its misuse. */
final class LoggingStaysOn implements Rule {
  /** Writes that stop, delete or blind logging and detection. */
  static final Set<String> SWITCHES =
      Set.of(
          ("access-analyzer:DeleteAnalyzer cloudtrail:DeleteEventDataStore cloudtrail:DeleteTrail"
                  + " cloudtrail:DeregisterOrganizationDelegatedAdmin cloudtrail:PutEventSelectors"
                  + " cloudtrail:PutInsightSelectors cloudtrail:StopEventDataStoreIngestion"
                  + " cloudtrail:StopLogging cloudtrail:UpdateEventDataStore cloudtrail:UpdateTrail"
                  + " cloudwatch:DeleteAlarms cloudwatch:DisableAlarmActions"
                  + " config:DeleteConfigRule config:DeleteConfigurationAggregator"
                  + " config:DeleteConfigurationRecorder config:DeleteConformancePack"
                  + " config:DeleteDeliveryChannel config:DeleteOrganizationConfigRule"
                  + " config:PutConfigurationRecorder config:PutDeliveryChannel"
                  + " config:StopConfigurationRecorder detective:DeleteGraph"
                  + " detective:DisassociateMembership ec2:DeleteFlowLogs events:DeleteRule"
                  + " events:DisableRule events:RemoveTargets firehose:DeleteDeliveryStream"
                  + " guardduty:CreateFilter guardduty:CreateIPSet guardduty:DeleteDetector"
                  + " guardduty:DeleteMembers guardduty:DeletePublishingDestination"
                  + " guardduty:DisableOrganizationAdminAccount"
                  + " guardduty:DisassociateFromAdministratorAccount"
                  + " guardduty:DisassociateFromMasterAccount guardduty:DisassociateMembers"
                  + " guardduty:StopMonitoringMembers guardduty:UpdateDetector"
                  + " guardduty:UpdateFilter guardduty:UpdateIPSet guardduty:UpdateMemberDetectors"
                  + " guardduty:UpdateOrganizationConfiguration inspector2:Disable"
                  + " inspector2:DisableDelegatedAdminAccount inspector2:DisassociateMember"
                  + " logs:DeleteDestination logs:DeleteLogGroup logs:DeleteLogStream"
                  + " logs:DeleteMetricFilter logs:DeleteSubscriptionFilter logs:PutRetentionPolicy"
                  + " macie2:DisableMacie macie2:DisassociateFromAdministratorAccount"
                  + " organizations:DeregisterDelegatedAdministrator organizations:DetachPolicy"
                  + " organizations:DisableAWSServiceAccess organizations:DisablePolicyType"
                  + " organizations:LeaveOrganization redshift:DisableLogging"
                  + " route53resolver:DeleteResolverQueryLogConfig"
                  + " route53resolver:DisassociateResolverQueryLogConfig s3:PutBucketLogging"
                  + " s3:PutLifecycleConfiguration securityhub:BatchDisableStandards"
                  + " securityhub:DeleteMembers securityhub:DisableImportFindingsForProduct"
                  + " securityhub:DisableOrganizationAdminAccount securityhub:DisableSecurityHub"
                  + " securityhub:DisassociateFromAdministratorAccount"
                  + " securityhub:DisassociateMembers securityhub:UpdateStandardsControl"
                  + " waf-regional:DeleteLoggingConfiguration waf:DeleteLoggingConfiguration"
                  + " wafv2:DeleteLoggingConfiguration")
              .split(" "));

  private static final int SHOWN = 6;

  @Override
  public List<Finding> examine(Examined examined) {
    var findings = new ArrayList<Finding>();
    for (AccountId account : examined.sortsOfAccount()) {
      for (RolePowers powers : examined.everywhere().powers(account)) {
        Map<Integer, Set<String>> found = new LinkedHashMap<>();
        new TreeSet<>(SWITCHES)
            .forEach(
                action ->
                    powers
                        .grantOf(action)
                        .ifPresent(
                            grant ->
                                found.computeIfAbsent(grant, none -> new TreeSet<>()).add(action)));
        found.forEach((grant, actions) -> findings.add(finding(powers, grant, actions)));
      }
    }
    return findings;
  }

  private static Finding finding(RolePowers powers, int grant, Set<String> actions) {
    return powers
        .role()
        .error(
            "permission-logging",
            grant,
            "'"
                + powers.role().id()
                + "' can switch off logging or detection by "
                + Words.shortened(List.copyOf(actions), SHOWN)
                + ": remove it.")
        .about(powers.role().id() + " " + actions);
  }
}
