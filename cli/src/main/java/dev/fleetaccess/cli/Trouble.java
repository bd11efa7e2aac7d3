package dev.fleetaccess.cli;

import dev.fleetaccess.fleet.Failure;

/** Why the ledger could not be read, and what to do about it. */
final class Trouble {
  private Trouble() {}

  /** In one line. */
  static String words(Failure failure, String where) {
    String own = failure.code() + ": " + failure.message();
    if (failure.message().contains("Unable to load credentials")) {
      return "no AWS credentials are found: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and its"
          + " companions, or start a local organization with ./fleet local";
    }
    if (failure.message().contains("UnknownHostException")
        || failure.message().contains("ConnectException")) {
      return where + " cannot be reached: look at AWS_REGION, AWS_ENDPOINT_URL and the network";
    }
    return switch (failure.code()) {
      case "ResourceNotFoundException" ->
          "there is no "
              + where
              + ": name another with --table, its region with AWS_REGION, or use the credentials of"
              + " the management account";
      case "AccessDeniedException" ->
          own
              + " (to ask the ledger takes dynamodb:GetItem and dynamodb:Query on the table; what"
              + " else a command takes stands in docs/operations.md)";
      case "ExpiredTokenException", "UnrecognizedClientException", "InvalidClientTokenId" ->
          own + " (the credentials are old or of another partition: sign in again)";
      default -> where + " cannot be read: " + own;
    };
  }
}
