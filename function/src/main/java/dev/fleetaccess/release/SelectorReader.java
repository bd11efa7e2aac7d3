package dev.fleetaccess.release;

import dev.fleetaccess.fleet.AccountId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the keys {@code accounts}, {@code units} and {@code tags} by which accounts are chosen. */
final class SelectorReader {
  private static final Pattern UNIT =
      Pattern.compile("r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}");

  private SelectorReader() {}

  /**
   * Reads them.
   *
   * @param fields a mapping that may have the three keys, among others
   * @param place what the mapping is, for people, such as {@code 'except'}
   */
  static Selector read(Fields fields, String place) {
    return new Selector(accounts(fields, place), units(fields, place), tags(fields, place));
  }

  private static Set<AccountId> accounts(Fields fields, String place) {
    var accounts = new TreeSet<AccountId>();
    for (YamlValue item : fields.items("accounts")) {
      fields.account(item, "an account in " + place).ifPresent(accounts::add);
    }
    return accounts;
  }

  private static Set<String> units(Fields fields, String place) {
    var units = new TreeSet<String>();
    for (YamlValue item : fields.items("units")) {
      var unit = fields.text(item, "a unit in " + place);
      if (unit.isPresent() && !UNIT.matcher(unit.get()).matches()) {
        fields.error(
            "selector-unit",
            item.line(),
            "'"
                + unit.get()
                + "' is not the id of a unit: write one such as ou-abcd-12345678, or r-abcd for the"
                + " root.");
      } else {
        unit.ifPresent(units::add);
      }
    }
    return units;
  }

  private static Map<String, String> tags(Fields fields, String place) {
    var tags = new HashMap<String, String>();
    var value = fields.value("tags");
    if (value.isEmpty()) {
      return tags;
    }
    if (!(value.get() instanceof YamlValue.Mapping mapping)) {
      fields.wrongType(value.get(), "'tags' in " + place + " is a mapping of names to values");
      return tags;
    }
    for (YamlValue.Entry entry : mapping.entries()) {
      if (entry.value() instanceof YamlValue.Scalar scalar && !scalar.isNull()) {
        tags.put(entry.key(), scalar.text());
      } else {
        fields.wrongType(entry.value(), "The tag '" + entry.key() + "' in " + place + " is a text");
      }
    }
    return tags;
  }
}
