package dev.fleetaccess.release;

import dev.fleetaccess.fleet.OrganizationFacts;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Collects what a release is made of from the role repository: the manifest and the templates it
 * names, and nothing else. What is wrong with them is left to {@link ReleaseReader}.
 */
public final class ReleaseCollector {
  private final RoleRepository repository;

  public ReleaseCollector(RoleRepository repository) {
    this.repository = repository;
  }

  /**
   * Reads the files of one commit, one call each.
   *
   * @param workerRoleArn the worker function's role, which templates may name
   * @throws dev.fleetaccess.fleet.RemoteFailure when the repository cannot be read
   */
  public ReleaseSource collect(CommitId commit, OrganizationFacts facts, String workerRoleArn) {
    var files = new TreeMap<String, String>();
    Optional<String> manifest = repository.file(commit, ReleaseSource.MANIFEST);
    if (manifest.isPresent()) {
      files.put(ReleaseSource.MANIFEST, shortened(manifest.get(), ManifestReader.LARGEST_BYTES));
      for (String path : templates(manifest.get())) {
        repository
            .file(commit, path)
            .ifPresent(text -> files.put(path, shortened(text, Template.LARGEST_BYTES)));
      }
    }
    return new ReleaseSource(commit, facts, workerRoleArn, files);
  }

  private static Set<String> templates(String manifest) {
    var paths = new TreeSet<String>();
    if (YamlReader.plain(ReleaseSource.MANIFEST, manifest).value().orElse(null)
            instanceof YamlValue.Mapping root
        && root.value("stacks").orElse(null) instanceof YamlValue.Sequence stacks) {
      for (YamlValue stack : stacks.items()) {
        if (stack instanceof YamlValue.Mapping mapping
            && mapping.value("template").orElse(null) instanceof YamlValue.Scalar template
            && TemplatePath.isSafe(template.text())
            && !template.text().equals(ReleaseSource.MANIFEST)) {
          paths.add(template.text());
        }
      }
    }
    return paths;
  }

  /**
   * A text over its limit is refused whatever it says; as much of it is kept as shows that it is
   * over, so that the ledger can keep a refused release too.
   */
  private static String shortened(String text, int limit) {
    if (text.getBytes(StandardCharsets.UTF_8).length <= limit) {
      return text;
    }
    int end = Math.min(text.length(), limit + 1);
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end + 1 : end);
  }
}
