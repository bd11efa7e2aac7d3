package dev.fleetaccess.release;

import dev.fleetaccess.fleet.OrganizationFacts;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Everything a release is made of, as text: what the ledger stores, so that a release reads the
 * same wherever and whenever it is read.
 *
 * @param commit the commit it was read from
 * @param facts the organization it is for
 * @param workerRoleArn the worker function's role, which templates may name
 * @param files file name to text: the manifest {@code fleet.yaml} and every template it names that
 *     the repository has
 */
public record ReleaseSource(
    CommitId commit, OrganizationFacts facts, String workerRoleArn, Map<String, String> files) {
  /** The manifest's file name. */
  public static final String MANIFEST = "fleet.yaml";

  public ReleaseSource {
    Objects.requireNonNull(commit);
    Objects.requireNonNull(facts);
    Objects.requireNonNull(workerRoleArn);
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }
}
