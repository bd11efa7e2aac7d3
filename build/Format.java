import com.google.googlejavaformat.java.Main;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks or rewrites the format of every Java file below the given folders with google-java-format.
 *
 * <p>Run by Maven in the selected JDK, not in Maven's own: the formatter reads Java with the
 * compiler of the JDK it runs on.
 */
public final class Format {
  private Format() {}

  public static void main(String[] arguments) throws Exception {
    boolean write = arguments[0].equals("write");
    var command = new ArrayList<String>(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    int files = 0;
    for (int i = 1; i < arguments.length; i++) {
      Path folder = Path.of(arguments[i]);
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (var tree = Files.walk(folder)) {
        List<String> sources = tree.filter(p -> p.toString().endsWith(".java")).map(Path::toString).sorted().toList();
        files += sources.size();
        command.addAll(sources);
      }
    }
    if (files == 0) {
      return;
    }
    var out = new PrintWriter(System.out, true);
    var err = new PrintWriter(System.err, true);
    int code = new Main(out, err, System.in).format(command.toArray(String[]::new));
    if (code != 0) {
      err.println("The files above are not formatted. Run: mvn -q test-compile exec:exec@format -Dformat=write");
    }
    System.exit(code);
  }
}
