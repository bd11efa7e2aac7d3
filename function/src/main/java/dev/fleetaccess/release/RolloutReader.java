package dev.fleetaccess.release;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the manifest's {@code rollout} and {@code sweep}, what is left out from their defaults. */
final class RolloutReader {
  private static final LinkedHashSet<String> ROLLOUT =
      Fields.keys("waves", "atOnce", "bake", "tolerance", "onHalt");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([mhd])");
  private static final Pattern COUNT = Pattern.compile("\\d{1,9}");

  /** The heartbeat that starts a sweep runs every five minutes. */
  private static final Duration SHORTEST_SWEEP = Duration.ofMinutes(5);

  private static final List<Manifest.Wave> EVERYONE = List.of(Manifest.Wave.EVERYONE);
  private static final Amount AT_ONCE = new Amount.Percent(20);
  private static final Amount TOLERANCE = new Amount.Percent(5);
  private static final Manifest.Sweep SWEEP =
      new Manifest.Sweep(Duration.ofHours(24), Duration.ofDays(7), Duration.ofHours(24));

  private final Findings findings;

  RolloutReader(Findings findings) {
    this.findings = findings;
  }

  Manifest.Rollout rollout(Fields manifest) {
    var found = manifest.fields("rollout", ROLLOUT);
    if (found.isEmpty()) {
      return new Manifest.Rollout(EVERYONE, AT_ONCE, Duration.ZERO, TOLERANCE, OnHalt.STAY);
    }
    Fields fields = found.get();
    return new Manifest.Rollout(
        new WavesReader(findings).read(fields),
        atOnce(fields).orElse(AT_ONCE),
        duration(fields, "bake").orElse(Duration.ZERO),
        amount(fields, "tolerance", false).orElse(TOLERANCE),
        onHalt(fields));
  }

  private static OnHalt onHalt(Fields fields) {
    var word = fields.text("onHalt");
    if (word.isEmpty() || word.get().equals("stay")) {
      return OnHalt.STAY;
    }
    if (!word.get().equals("rollback")) {
      fields.error(
          "rollout-on-halt",
          fields.line("onHalt"),
          "'onHalt' is stay or rollback; this is '" + word.get() + "'.");
    }
    return OnHalt.ROLLBACK;
  }

  Manifest.Sweep sweep(Fields manifest) {
    return manifest
        .fields("sweep", Fields.keys("every", "drift", "proof"))
        .map(
            fields ->
                new Manifest.Sweep(
                    interval(fields, "every").orElse(SWEEP.every()),
                    interval(fields, "drift").orElse(SWEEP.drift()),
                    interval(fields, "proof").orElse(SWEEP.proof())))
        .orElse(SWEEP);
  }

  private Optional<Amount> atOnce(Fields fields) {
    var amount = amount(fields, "atOnce", true);
    if (amount.filter(RolloutReader::isNothing).isPresent()) {
      fields.error(
          "rollout-at-once",
          fields.line("atOnce"),
          "With 'atOnce' at nothing no account would ever be reached: write at least 1.");
      return Optional.empty();
    }
    return amount;
  }

  private static boolean isNothing(Amount amount) {
    return switch (amount) {
      case Amount.Count count -> count.accounts() == 0;
      case Amount.Percent percent -> percent.percent() == 0;
      case Amount.All all -> false;
    };
  }

  private Optional<Amount> amount(Fields fields, String key, boolean allMeant) {
    var value = fields.value(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    switch (value.get()) {
      case YamlValue.Mapping mapping -> {
        var percent = Fields.of(mapping, key, Fields.keys("percent"), findings);
        return percent
            .flatMap(given -> given.required("percent", "a number from 0 to 100."))
            .flatMap(given -> percent(fields, given));
      }
      case YamlValue.Scalar scalar -> {
        if (COUNT.matcher(scalar.text()).matches()) {
          return Optional.of(new Amount.Count(Integer.parseInt(scalar.text())));
        }
        if (allMeant && scalar.text().equals("all")) {
          return Optional.of(new Amount.All());
        }
      }
      case YamlValue.Sequence sequence -> {}
    }
    fields.error(
        "rollout-amount",
        value.get().line(),
        "'"
            + key
            + "' is a count such as 10, or {percent: 5}"
            + (allMeant ? ", or all" : "")
            + "; this is "
            + value.get().words()
            + ".");
    return Optional.empty();
  }

  static Optional<Amount.Percent> percent(Fields fields, YamlValue value) {
    if (value instanceof YamlValue.Scalar scalar && COUNT.matcher(scalar.text()).matches()) {
      int percent = Integer.parseInt(scalar.text());
      if (percent <= 100) {
        return Optional.of(new Amount.Percent(percent));
      }
    }
    fields.error(
        "rollout-percent",
        value.line(),
        "'percent' is a whole number from 0 to 100; this is " + value.words() + ".");
    return Optional.empty();
  }

  private static Optional<Duration> interval(Fields fields, String key) {
    var duration = duration(fields, key);
    if (duration.isPresent() && duration.get().compareTo(SHORTEST_SWEEP) < 0) {
      fields.error(
          "sweep-too-often",
          fields.line(key),
          "'" + key + "' is at least 5m: the heartbeat that starts it comes no oftener.");
      return Optional.empty();
    }
    return duration;
  }

  private static Optional<Duration> duration(Fields fields, String key) {
    var value = fields.value(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof YamlValue.Scalar scalar) {
      var parts = DURATION.matcher(scalar.text());
      if (parts.matches()) {
        long number = Long.parseLong(parts.group(1));
        return Optional.of(
            switch (parts.group(2)) {
              case "m" -> Duration.ofMinutes(number);
              case "h" -> Duration.ofHours(number);
              default -> Duration.ofDays(number);
            });
      }
    }
    fields.error(
        "manifest-duration",
        value.get().line(),
        "'"
            + key
            + "' is a number of minutes, hours or days, such as 30m, 24h or 7d; this is "
            + value.get().words()
            + ".");
    return Optional.empty();
  }
}
