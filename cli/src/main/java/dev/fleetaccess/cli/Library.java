package dev.fleetaccess.cli;

import dev.fleetaccess.run.PolicyAnalyzer;
import java.util.Optional;

/** Where ledgers are found. */
interface Library {
  /** The ledger in that table, by the SDK's own settings. */
  Books table(String name);

  /** The ledger of the local organization that listens on that port; empty where none does. */
  Optional<Books> local(int port);

  /** What examines policies beside our own rules, by the SDK's own settings. */
  PolicyAnalyzer analyzer();
}
