package dev.fleetaccess.release;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the manifest's {@code allow}: findings that are accepted, each with a reason. */
final class AllowanceReader {
  private static final LinkedHashSet<String> KEYS = Fields.keys("finding", "reason");
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{16}");

  private final Findings findings;

  AllowanceReader(Findings findings) {
    this.findings = findings;
  }

  List<Manifest.Allowance> read(Fields manifest) {
    var allowances = new ArrayList<Manifest.Allowance>();
    for (YamlValue item : manifest.items("allow")) {
      Fields.of(item, "an entry of 'allow'", KEYS, findings)
          .flatMap(this::entry)
          .ifPresent(allowances::add);
    }
    return allowances;
  }

  private Optional<Manifest.Allowance> entry(Fields fields) {
    Optional<String> finding =
        fields
            .required("finding", "the 16 digits that stand behind the finding.")
            .flatMap(value -> fields.text(value, "'finding'"));
    if (finding.isPresent() && !FINGERPRINT.matcher(finding.get()).matches()) {
      fields.error(
          "manifest-allow",
          fields.line("finding"),
          "'"
              + finding.get()
              + "' is not a finding's fingerprint: copy the 16 digits that stand behind it.");
      return Optional.empty();
    }
    Optional<String> reason =
        fields
            .required("reason", "why it is accepted.")
            .flatMap(value -> fields.text(value, "'reason'"));
    if (reason.filter(String::isBlank).isPresent()) {
      fields.error(
          "manifest-allow",
          fields.line("reason"),
          "The reason is empty: write why the finding is accepted.");
      return Optional.empty();
    }
    return finding.isEmpty() || reason.isEmpty()
        ? Optional.empty()
        : Optional.of(new Manifest.Allowance(finding.get(), reason.get().strip(), fields.line()));
  }
}
