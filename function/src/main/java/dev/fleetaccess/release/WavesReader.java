package dev.fleetaccess.release;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads the waves of the manifest's {@code rollout}: they grow, and the last reaches everybody. */
final class WavesReader {
  private static final LinkedHashSet<String> WAVE =
      Fields.keys("percent", "accounts", "units", "tags", "approve");

  private final Findings findings;
  private int reached;

  WavesReader(Findings findings) {
    this.findings = findings;
  }

  List<Manifest.Wave> read(Fields rollout) {
    var items = rollout.items("waves");
    if (items.isEmpty() && rollout.value("waves").orElse(null) instanceof YamlValue.Sequence) {
      rollout.error(
          "rollout-waves",
          rollout.line("waves"),
          "The list 'waves' is empty, so no account would be reached: write [{percent: 100}].");
    }
    var waves = new ArrayList<Manifest.Wave>();
    for (YamlValue item : items) {
      boolean last = item == items.getLast();
      Fields.of(item, "a wave", WAVE, findings).ifPresent(fields -> waves.add(wave(fields, last)));
    }
    return waves.isEmpty() ? List.of(Manifest.Wave.EVERYONE) : waves;
  }

  private Manifest.Wave wave(Fields fields, boolean last) {
    int found = findings.all().size();
    Selector selector = SelectorReader.read(fields, "a wave");
    boolean readable = findings.all().size() == found;
    boolean chooses =
        fields.present().stream().anyMatch(key -> !key.equals("approve") && !key.equals("percent"));
    var share =
        (chooses && !last) || !WAVE.containsAll(fields.present())
            ? fields.value("percent")
            : fields.required(
                "percent",
                last
                    ? "100, since the last wave reaches every account."
                    : "a number from 1 to 100; or accounts, units or tags.");
    var percent = share.flatMap(value -> RolloutReader.percent(fields, value));
    percent.ifPresent(amount -> grows(fields, amount.percent(), last));
    if (chooses && share.isEmpty() && selector.isNobody() && readable && !last) {
      fields.error(
          "rollout-wave-empty",
          fields.line(),
          "This wave names nobody: name an account, a unit or a tag, or take it out.");
    }
    return new Manifest.Wave(
        selector, percent.map(Amount.Percent::percent), fields.truth("approve").orElse(false));
  }

  private void grows(Fields fields, int percent, boolean last) {
    if (last && percent != 100) {
      fields.error(
          "rollout-waves",
          fields.line("percent"),
          "The last wave reaches every account: write 'percent: 100'.");
    } else if (percent <= reached) {
      fields.error(
          "rollout-waves-grow",
          fields.line("percent"),
          "A percentage counts the waves before with it, so it is more than "
              + reached
              + "; with this one nobody more would be reached.");
    }
    reached = Math.max(reached, percent);
  }
}
