package dev.fleetaccess.proof;

import dev.fleetaccess.release.Placement;

/** A role that the hub is made to enter, and to read by as its users do. */
public enum Target {
  /**
   * The role of every account. The read costs nothing, tells no secret, and a control policy that
   * closes the account to it stops the tools as well.
   */
  SPOKE("spoke-001", Placement.SPOKES, "the spoke", "iam:GetAccountSummary"),
  /** The role of the management account by which the hub lists accounts. */
  ORG_READ_ONLY(
      "org-read-only-001",
      Placement.ORGANIZATION,
      "the org-read-only role",
      "organizations:ListAccounts");

  private final String roleName;
  private final Placement placement;
  private final String words;
  private final String read;

  Target(String roleName, Placement placement, String words, String read) {
    this.roleName = roleName;
    this.placement = placement;
    this.words = words;
    this.read = read;
  }

  /** Its name, without the path. */
  public String roleName() {
    return roleName;
  }

  /** The action that is tried in it, which its policy has to allow. */
  public String read() {
    return read;
  }

  /** The policy of the session that tries it: whatever the role may do, it may do the one read. */
  public String sessionPolicy() {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"*"}]}\
    """
        .formatted(read);
  }

  Placement placement() {
    return placement;
  }

  String words() {
    return words;
  }
}
