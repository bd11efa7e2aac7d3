package dev.fleetaccess.aws;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.release.CommitId;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.ReleaseSource;
import dev.fleetaccess.release.Releases;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Releases in the table: a row for what is known of a release, and the text of its files in rows
 * beside it. That row is written last, so a release that is found is found whole.
 */
public final class DynamoReleases implements Releases {
  private static final String MANIFEST = "MANIFEST";
  private static final String TEMPLATE = "TEMPLATE#";

  /**
   * Characters of a file in one row, at most 3 bytes each: a row takes 400 KB. A template that may
   * be applied fits into one; one that is refused for its size is kept too, to be shown.
   */
  private static final int PART = 100_000;

  /** Findings kept: what stops the release first. More would not fit into a row, nor be read. */
  private static final int FINDINGS = 300;

  private static final int LONGEST_MESSAGE = 400;

  private final LedgerTable table;

  public DynamoReleases(LedgerTable table) {
    this.table = table;
  }

  @Override
  public void put(ReleaseSource source, List<Finding> findings) {
    String partition = partition(source.commit());
    Optional<RowReader> there = table.get(partition, MANIFEST);
    if (there.filter(row -> !refused(row)).isPresent()) {
      return;
    }
    source.files().forEach((file, text) -> putFile(partition, file, text));
    putManifest(partition, source, findings, there.isEmpty());
  }

  private void putFile(String partition, String file, String text) {
    int part = 0;
    int from = 0;
    do {
      int to = Math.min(from + PART, text.length());
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--; // The two halves of one character stay together.
      }
      table.put(
          new RowWriter(partition, TEMPLATE + file + "#%03d".formatted(part))
              .text("file", file)
              .number("part", part)
              .text("text", text.substring(from, to)));
      part++;
      from = to;
    } while (from < text.length());
  }

  private static boolean refused(RowReader manifest) {
    return manifest.values("findings").stream()
        .map(DynamoReleases::finding)
        .anyMatch(found -> found.severity() == Finding.Severity.ERROR);
  }

  private void putManifest(
      String partition, ReleaseSource source, List<Finding> findings, boolean first) {
    OrganizationFacts facts = source.facts();
    var row =
        new RowWriter(partition, MANIFEST)
            .text("release", source.commit().value())
            .text("organization", facts.organizationId())
            .text("management", facts.management().value())
            .text("partition", facts.partition())
            .text("workerRoleArn", source.workerRoleArn())
            .texts("files", List.copyOf(source.files().keySet()))
            .value("findings", AttributeValue.fromL(kept(findings)));
    table.call(
        () -> {
          try {
            table
                .client()
                .putItem(
                    request -> {
                      request.tableName(table.name()).item(row.row());
                      if (first) {
                        request.conditionExpression("attribute_not_exists(pk)");
                      }
                    });
            return true;
          } catch (ConditionalCheckFailedException e) {
            return false; // Somebody kept the same release meanwhile.
          }
        });
  }

  @Override
  public Optional<Kept> get(CommitId commit) {
    List<RowReader> rows = table.query(partition(commit), "");
    return rows.stream()
        .filter(row -> row.text(LedgerTable.SORT).equals(MANIFEST))
        .findFirst()
        .map(manifest -> read(commit, manifest, rows));
  }

  private static Kept read(CommitId commit, RowReader manifest, List<RowReader> rows) {
    Map<String, String> files = new TreeMap<>();
    List<String> names = manifest.texts("files");
    rows.stream()
        .filter(row -> row.text(LedgerTable.SORT).startsWith(TEMPLATE))
        .filter(row -> names.contains(row.text("file")))
        .sorted(Comparator.comparing(row -> row.number("part")))
        .forEach(row -> files.merge(row.text("file"), row.text("text"), String::concat));
    var facts =
        new OrganizationFacts(
            manifest.text("organization"),
            new AccountId(manifest.text("management")),
            manifest.text("partition"));
    var source = new ReleaseSource(commit, facts, manifest.text("workerRoleArn"), files);
    return new Kept(
        source, manifest.values("findings").stream().map(DynamoReleases::finding).toList());
  }

  private static String partition(CommitId commit) {
    return "RELEASE#" + commit;
  }

  private static List<AttributeValue> kept(List<Finding> findings) {
    List<Finding> chosen =
        findings.size() <= FINDINGS
            ? findings
            : findings.stream()
                .sorted(Comparator.comparing(Finding::severity))
                .limit(FINDINGS)
                .toList();
    return chosen.stream().map(DynamoReleases::value).toList();
  }

  private static AttributeValue value(Finding finding) {
    String message = finding.message();
    return AttributeValue.fromM(
        Map.of(
            "id", AttributeValue.fromS(finding.id()),
            "severity", AttributeValue.fromS(finding.severity().name()),
            "file", AttributeValue.fromS(finding.file()),
            "line", AttributeValue.fromN(String.valueOf(finding.line())),
            "message",
                AttributeValue.fromS(
                    message.length() <= LONGEST_MESSAGE
                        ? message
                        : message.substring(0, LONGEST_MESSAGE) + "…")));
  }

  private static Finding finding(AttributeValue value) {
    var row = new RowReader(value.m());
    return new Finding(
        row.text("id"),
        Finding.Severity.valueOf(row.text("severity")),
        row.text("file"),
        Math.max(1, row.number("line")),
        row.text("message"));
  }
}
