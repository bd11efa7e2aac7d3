package dev.fleetaccess.guard;

import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.release.Finding;
import dev.fleetaccess.release.PolicyForm;
import dev.fleetaccess.release.YamlValue;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A question to an analyzer of policies beside our own rules: whether a policy is sound, or whether
 * it gives more than the one before.
 *
 * @param facts the organization whose ids stand in the policy
 * @param sort what sort of policy it is
 * @param file the template's file name
 * @param line the line of the policy
 * @param subject whose policy it is, such as {@code FleetAccess-Spoke: 'Spoke'}
 * @param policy the policy as JSON, in the order in which it is written
 * @param document the policy as it stands in the template, its functions resolved
 * @param before the policy of the release that finished last, JSON, where they are to be compared
 */
public record Inquiry(
    OrganizationFacts facts,
    Sort sort,
    String file,
    int line,
    String subject,
    String policy,
    YamlValue document,
    Optional<String> before) {
  /** The id of access that an analyzer sees and our own rules do not. */
  static final String NEW_ACCESS = "analyzer-new-access";

  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

  public Inquiry {
    Objects.requireNonNull(facts);
    Objects.requireNonNull(sort);
    Objects.requireNonNull(file);
    Objects.requireNonNull(subject);
    Objects.requireNonNull(policy);
    Objects.requireNonNull(document);
    Objects.requireNonNull(before);
  }

  /** What sort of policy is asked about. */
  public enum Sort {
    /** What a role may do. */
    IDENTITY,
    /** Whom a role lets in. */
    TRUST
  }

  /**
   * What a remark comes to. What lets too much through only warns, since the analyzer's rules
   * change from day to day, and a release that finished today must not be refused tomorrow.
   */
  public Finding finding(Remark remark) {
    Place place = at(remark);
    String message =
        "Access Analyzer on "
            + subject
            + ": "
            + Words.anywhere(remark.words()).strip().replaceFirst("(?<![.?!])$", ".");
    String id = "analyzer-" + remark.code().toLowerCase(Locale.ROOT).replace('_', '-');
    Finding finding =
        remark.severe()
            ? Finding.error(id, file, place.line, message)
            : Finding.warning(id, file, place.line, message);
    return finding.about(subject + "\n" + anywhere(PolicyForm.written(place.value).orElse("")));
  }

  /**
   * What it comes to that the analyzer sees new access where our own rules see none.
   *
   * @param words where it sees it, in its words
   */
  public Finding newAccess(String words) {
    return Finding.error(
            NEW_ACCESS,
            file,
            line,
            "Access Analyzer sees that "
                + subject
                + (sort == Sort.TRUST ? " lets in more" : " may do more")
                + " than in the release before: "
                + Words.anywhere(words).strip().replaceFirst("(?<![.?!])$", "."))
        .about(subject + "\n" + anywhere(policy) + "\n" + anywhere(before.orElse("")));
  }

  /** What it comes to that the analyzer could not examine the policy. */
  public Finding unexamined(String why) {
    return Finding.note(
        "analyzer-unexamined",
        file,
        line,
        "Access Analyzer could not examine " + subject + ": " + why);
  }

  /**
   * Without the organization's own ids, so that what is offered to be allowed offline is the same.
   */
  private String anywhere(String text) {
    return text.replace(facts.organizationId(), "ORGANIZATION")
        .replace(facts.management().value(), "MANAGEMENT");
  }

  private record Place(int line, YamlValue value) {}

  /** As far as the path can be followed: an item of one may stand without its list. */
  private Place at(Remark remark) {
    Place place = new Place(line, document);
    for (String step : remark.path()) {
      Optional<YamlValue.Entry> entry =
          place.value instanceof YamlValue.Mapping mapping ? mapping.entry(step) : Optional.empty();
      if (entry.isPresent()) {
        place = new Place(entry.get().line(), entry.get().value());
      } else if (place.value instanceof YamlValue.Sequence list
          && NUMBER.matcher(step).matches()
          && Integer.parseInt(step) < list.items().size()) {
        YamlValue item = list.items().get(Integer.parseInt(step));
        place = new Place(item.line(), item);
      }
    }
    return place;
  }
}
