package dev.fleetaccess.local.sim.org;

import dev.fleetaccess.local.sim.base.Agenda;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.base.Identifiers;
import dev.fleetaccess.local.sim.base.Page;
import dev.fleetaccess.local.sim.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The organization itself: who is in it, where, and in which state. Knows nothing of callers: who
 * may ask is decided elsewhere.
 */
public final class Organization {
  private final OrganizationSettings settings;
  private final Agenda agenda;
  private final OrganizationEvents events;
  private final Accounts accounts = new Accounts();
  private final Map<String, Unit> units = new LinkedHashMap<>();
  private final ControlPolicies controls = new ControlPolicies();

  /** An organization without accounts. Its events go to that consumer, as EventBridge JSON. */
  public Organization(
      OrganizationSettings settings,
      Agenda agenda,
      Identifiers identifiers,
      Consumer<String> events) {
    this.settings = settings;
    this.agenda = agenda;
    this.events =
        new OrganizationEvents(settings.management(), settings.region(), identifiers, events);
  }

  /** What it is like. */
  public OrganizationSettings settings() {
    return settings;
  }

  /** Its control policies. */
  public ControlPolicies controls() {
    return controls;
  }

  /** Adds a unit under the root or another unit. */
  public void addUnit(Unit unit) {
    checkParent(unit.parent(), "ParentNotFoundException");
    units.put(unit.id(), unit);
  }

  /** Puts an account into it without an event, as at the beginning of the world. */
  public void place(Account account) {
    accounts.put(account);
  }

  /** Lets an account join, and says so. */
  public void join(Account account) {
    accounts.put(account);
    events.joined(account, agenda.time());
  }

  /** Sets an account's state without an event, as AWS does when it suspends one. */
  public void mark(String id, AccountState state) {
    accounts.put(account(id).in(state));
  }

  /** The account, if it is in the organization. */
  public Optional<Account> find(String id) {
    return accounts.find(id);
  }

  /**
   * The account.
   *
   * @throws AwsError {@code AccountNotFoundException}
   */
  public Account account(String id) {
    return find(id).orElseThrow(OrganizationErrors::accountNotFound);
  }

  /** Every account, in the order they joined. */
  public Collection<Account> accounts() {
    return accounts.all();
  }

  /** A page of the accounts. */
  public Page<Account> accounts(Optional<String> token, int size) {
    return accounts.page(token, size, settings.emptyPages());
  }

  /** Whether an account with that address is here. */
  public boolean hasEmail(String email) {
    return accounts.hasEmail(email);
  }

  /** The units under a parent. */
  public List<Unit> unitsUnder(String parent) {
    checkParent(parent, "ParentNotFoundException");
    return units.values().stream().filter(unit -> unit.parent().equals(parent)).toList();
  }

  /** The accounts right under a parent. */
  public List<Account> accountsUnder(String parent) {
    checkParent(parent, "ParentNotFoundException");
    return accounts.all().stream().filter(each -> each.parent().equals(parent)).toList();
  }

  /** The unit of that id. */
  public Optional<Unit> unit(String id) {
    return Optional.ofNullable(units.get(id));
  }

  /** The parent of an account or unit. */
  public String parentOf(String child) {
    return find(child)
        .map(Account::parent)
        .or(() -> unit(child).map(Unit::parent))
        .orElseThrow(
            () ->
                OrganizationErrors.of(
                    "ChildNotFoundException",
                    "You specified a child that doesn't exist in this organization."));
  }

  /** Adds tags to an account. */
  public void tag(String id, Map<String, String> tags) {
    var all = new TreeMap<>(account(id).tags());
    all.putAll(tags);
    accounts.put(account(id).tagged(all));
  }

  /** The control policies above an account, level by level; none for the management account. */
  public List<List<PolicyDocument>> controlsOf(String id) {
    var levels = new ArrayList<List<PolicyDocument>>();
    if (id.equals(settings.management()) || find(id).isEmpty()) {
      return levels;
    }
    for (var at = id; !at.equals(settings.rootId()); at = parentOf(at)) {
      levels.addFirst(controls.of(at));
    }
    levels.addFirst(controls.of(settings.rootId()));
    return levels;
  }

  /** Moves an account between units. */
  public void move(String id, String source, String destination) {
    var account = account(id);
    checkParent(source, "SourceParentNotFoundException");
    checkParent(destination, "DestinationParentNotFoundException");
    if (account.parent().equals(destination)) {
      throw OrganizationErrors.of(
          "DuplicateAccountException", "The account is already under the destination parent.");
    }
    if (!account.parent().equals(source)) {
      throw OrganizationErrors.of(
          "SourceParentNotFoundException",
          "We can't find a source root or organizational unit with the ParentId you specified.");
    }
    accounts.put(account.under(destination));
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("accountId", id);
    parameters.put("destinationParentId", destination);
    parameters.put("sourceParentId", source);
    events.called("MoveAccount", parameters, agenda.time());
  }

  /** Closes an account: it works on until it is closed, and stays listed. */
  public void close(String id) {
    var account = account(id);
    refuseManagement(id, "CANNOT_CLOSE_MANAGEMENT_ACCOUNT", "close");
    if (account.state() == AccountState.CLOSED) {
      throw OrganizationErrors.of(
          "AccountAlreadyClosedException",
          "You attempted to close an account that is already" + " closed.");
    }
    var requested = agenda.time();
    accounts.put(account.in(AccountState.PENDING_CLOSURE));
    events.called("CloseAccount", Map.of("accountId", id), requested);
    agenda.after(
        settings.closing(),
        () -> {
          find(id).ifPresent(each -> accounts.put(each.in(AccountState.CLOSED)));
          events.closed(id, requested, agenda.time());
        });
  }

  /** Lets an account go: removed by the management account, or by its own wish. */
  public void depart(String id, boolean removed) {
    var account = account(id);
    refuseManagement(id, "MASTER_CANNOT_LEAVE_ORGANIZATION", "remove");
    accounts.remove(account);
    if (removed) {
      events.called("RemoveAccountFromOrganization", Map.of("accountId", id), agenda.time());
    }
    events.departed(id, removed ? "Removed" : "Left", agenda.time());
  }

  void announce(CreateAccountStatus status) {
    events.created(status, agenda.time());
  }

  private void refuseManagement(String id, String reason, String verb) {
    if (id.equals(settings.management())) {
      throw OrganizationErrors.constraint(
          reason, "You can't " + verb + " the management account of the organization.");
    }
  }

  private void checkParent(String parent, String code) {
    if (!parent.equals(settings.rootId()) && !units.containsKey(parent)) {
      throw OrganizationErrors.of(
          code, "You specified a parent that doesn't exist in this organization.");
    }
  }
}
