package dev.fleetaccess.local.repository;

import java.util.Objects;

/** An error that CodeCommit models; the code is its type on the wire. */
final class CodeCommitError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;

  CodeCommitError(String code, String message) {
    super(message);
    this.code = Objects.requireNonNull(code);
  }

  String code() {
    return code;
  }
}
