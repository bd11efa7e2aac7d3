package dev.fleetaccess.release;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.OrganizationFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Releases to test with: the project's own templates, changed as a test needs it. */
public final class SampleReleases {
  public static final AccountId MANAGEMENT = new AccountId("111111111111");
  public static final AccountId HUB = new AccountId("222222222222");
  public static final OrganizationFacts FACTS =
      new OrganizationFacts("o-fleetlocal1", MANAGEMENT, "aws");
  public static final String WORKER_ROLE = "arn:aws:iam::111111111111:role/FleetAccess-Worker";

  /** Modules are tested from their own folder. */
  private static final Path TEMPLATES = Path.of("..", "templates");

  private SampleReleases() {}

  /** A commit id made of one digit. */
  public static CommitId commit(char digit) {
    return new CommitId(String.valueOf(digit).repeat(40));
  }

  /** The files of the project's {@code templates} folder, to be changed at will. */
  public static Map<String, String> templates() {
    var files = new TreeMap<String, String>();
    try (var folder = Files.list(TEMPLATES)) {
      for (Path file : folder.toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
    return files;
  }

  /** A source of the given files. */
  public static ReleaseSource source(CommitId commit, Map<String, String> files) {
    return new ReleaseSource(commit, FACTS, WORKER_ROLE, files);
  }

  /** The release of the given files, which must be good. */
  public static Release release(CommitId commit, Map<String, String> files) {
    var reading = ReleaseReader.read(source(commit, files));
    return reading
        .release()
        .orElseThrow(() -> new AssertionError("refused: " + reading.findings()));
  }

  /** The project's own templates as a release. */
  public static Release release(CommitId commit) {
    return release(commit, templates());
  }
}
