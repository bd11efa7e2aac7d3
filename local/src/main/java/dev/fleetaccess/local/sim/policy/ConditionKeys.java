package dev.fleetaccess.local.sim.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The condition keys that requests of the simulation carry, or truly do not carry. A key that is
 * not among them is an error, never silently absent.
 */
final class ConditionKeys {
  private static final Set<String> KEYS =
      Set.of(
          "aws:principalarn",
          "aws:principalorgid",
          "aws:principalaccount",
          "aws:principaltype",
          "aws:principalisawsservice",
          "aws:principalservicename",
          "aws:userid",
          "aws:username",
          "aws:resourceorgid",
          "aws:resourceaccount",
          "aws:tagkeys",
          "aws:sourceaccount",
          "aws:sourcearn",
          "aws:sourceorgid",
          "aws:sourceidentity",
          "aws:requestedregion",
          "aws:securetransport",
          "aws:calledvia",
          "aws:calledviafirst",
          "aws:calledvialast",
          "aws:viaawsservice",
          "aws:federatedprovider",
          "aws:multifactorauthpresent",
          "sts:externalid",
          "sts:rolesessionname",
          "sts:sourceidentity",
          "sts:transitivetagkeys",
          "iam:permissionsboundary",
          "iam:policyarn",
          "iam:passedtoservice",
          "cloudformation:rolearn",
          "cloudformation:templateurl",
          "cloudformation:stackpolicyurl",
          "cloudformation:changesetname",
          "cloudformation:resourcetypes",
          "codecommit:references",
          "events:source");

  private static final List<String> FAMILIES = List.of("aws:requesttag/", "aws:principaltag/");

  private ConditionKeys() {}

  static boolean known(String key) {
    var name = key.toLowerCase(Locale.ROOT);
    return KEYS.contains(name) || FAMILIES.stream().anyMatch(name::startsWith);
  }
}
