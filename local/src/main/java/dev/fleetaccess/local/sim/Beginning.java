package dev.fleetaccess.local.sim;

import dev.fleetaccess.local.sim.org.Account;
import dev.fleetaccess.local.sim.org.Account.JoinedMethod;
import dev.fleetaccess.local.sim.org.AccountCreation;
import dev.fleetaccess.local.sim.org.AccountState;
import dev.fleetaccess.local.sim.org.Organization;
import dev.fleetaccess.local.sim.org.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The accounts and units that are there before anything happens. */
final class Beginning {
  private static final List<String> UNITS = List.of("Security", "Workloads", "Sandboxes");

  private Beginning() {}

  static void of(
      WorldSettings settings, Organization organization, AccountCreation creation, Instant now) {
    var root = settings.organization().rootId();
    var prefix = "ou-" + root.substring(root.indexOf('-') + 1) + "-";
    for (int i = 0; i < UNITS.size(); i++) {
      organization.addUnit(new Unit(unitId(prefix, i), UNITS.get(i), root));
    }
    var longAgo = now.minus(Duration.ofDays(400));
    var management = settings.organization().management();
    organization.place(account(management, "management", JoinedMethod.INVITED, longAgo, root));
    organization.place(
        account(settings.hub(), "security", JoinedMethod.CREATED, longAgo, unitId(prefix, 0)));
    creation.addAccessRole(settings.hub(), AccountCreation.DEFAULT_ACCESS_ROLE, Duration.ZERO);
    for (int i = 1; i < settings.members(); i++) {
      // 300000000001 and on: easy to tell from the management and hub accounts.
      var id = Long.toString(300_000_000_000L + i);
      boolean sandbox = i % 5 == 0;
      var name = "%s-%03d".formatted(sandbox ? "sandbox" : "workload", i);
      var unit = unitId(prefix, sandbox ? 2 : 1);
      organization.place(account(id, name, JoinedMethod.CREATED, longAgo, unit));
      creation.addAccessRole(id, AccountCreation.DEFAULT_ACCESS_ROLE, Duration.ZERO);
    }
  }

  private static String unitId(String prefix, int index) {
    return prefix + UNITS.get(index).toLowerCase(java.util.Locale.ROOT);
  }

  private static Account account(
      String id, String name, JoinedMethod method, Instant joined, String parent) {
    return new Account(
        id,
        name,
        name + "@accounts.example.com",
        AccountState.ACTIVE,
        method,
        joined,
        parent,
        Map.of());
  }
}
