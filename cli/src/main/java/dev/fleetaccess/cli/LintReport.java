package dev.fleetaccess.cli;

import java.nio.file.Path;

/** A form in which findings are told. */
interface LintReport {
  /** The whole report, its last line ended. */
  String of(Lint lint, Path folder);
}
