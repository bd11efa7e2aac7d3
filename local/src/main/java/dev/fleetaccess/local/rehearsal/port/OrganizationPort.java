package dev.fleetaccess.local.rehearsal.port;

import dev.fleetaccess.fleet.Account;
import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.AccountState;
import dev.fleetaccess.fleet.Cursor;
import dev.fleetaccess.fleet.Organization;
import dev.fleetaccess.fleet.OrganizationFacts;
import dev.fleetaccess.fleet.Page;
import dev.fleetaccess.local.sim.Access;
import dev.fleetaccess.local.sim.Caller;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.org.Unit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The simulated organization as AWS Organizations tells it. */
public final class OrganizationPort implements Organization {
  private static final int PAGE = 20;

  private final SimulatedOrganization world;
  private final Effects effects;
  private final Caller caller;

  /** The organization as that caller sees it. */
  public OrganizationPort(SimulatedOrganization world, Effects effects, Caller caller) {
    this.world = Objects.requireNonNull(world);
    this.effects = Objects.requireNonNull(effects);
    this.caller = Objects.requireNonNull(caller);
  }

  @Override
  public OrganizationFacts describe() {
    return call(
        "DescribeOrganization",
        "",
        access -> {
          access.require("*");
          var settings = world.organization().settings();
          return new OrganizationFacts(
              settings.id(), new AccountId(settings.management()), settings.partition().id());
        },
        OrganizationFacts::organizationId);
  }

  @Override
  public Page<Account> accounts(Optional<Cursor> from) {
    return call(
        "ListAccounts",
        "",
        access -> {
          access.require("*");
          var page = world.organization().accounts(from.map(Cursor::token), PAGE);
          return new Page<>(
              page.items().stream().map(OrganizationPort::account).toList(),
              page.next().map(Cursor::new));
        },
        page -> page.items().size() + " accounts" + (page.next().isPresent() ? " and more" : ""));
  }

  @Override
  public Optional<Account> account(AccountId id) {
    return call(
        "DescribeAccount",
        id.value(),
        access -> {
          access.require(world.organization().settings().accountArn(id.value()));
          return world.organization().find(id.value()).map(OrganizationPort::account);
        },
        found -> found.map(each -> each.state().name()).orElse("none"));
  }

  @Override
  public String root() {
    return call(
        "ListRoots",
        "",
        access -> {
          access.require("*");
          return world.organization().settings().rootId();
        },
        root -> root);
  }

  @Override
  public Page<String> units(String parent, Optional<Cursor> from) {
    return call(
        "ListOrganizationalUnitsForParent",
        "",
        access -> {
          access.require("*");
          var page = cut(world.organization().unitsUnder(parent), from);
          return new Page<>(
              page.items().stream().map(Unit::id).toList(), page.next().map(Cursor::new));
        },
        page -> page.items().size() + " units");
  }

  @Override
  public Page<Account> accounts(String parent, Optional<Cursor> from) {
    return call(
        "ListAccountsForParent",
        "",
        access -> {
          access.require("*");
          var page = cut(world.organization().accountsUnder(parent), from);
          return new Page<>(
              page.items().stream().map(OrganizationPort::account).toList(),
              page.next().map(Cursor::new));
        },
        page -> page.items().size() + " accounts");
  }

  @Override
  public Optional<String> parent(String child) {
    return call(
        "ListParents",
        "",
        access -> {
          access.require("*");
          var organization = world.organization();
          return organization.find(child).isEmpty() && organization.unit(child).isEmpty()
              ? Optional.<String>empty()
              : Optional.of(organization.parentOf(child));
        },
        found -> found.orElse("none"));
  }

  @Override
  public Map<String, String> tags(AccountId account) {
    return call(
        "ListTagsForResource",
        account.value(),
        access -> {
          access.require(world.organization().settings().accountArn(account.value()));
          return world
              .organization()
              .find(account.value())
              .map(dev.fleetaccess.local.sim.org.Account::tags)
              .orElse(Map.of());
        },
        tags -> tags.size() + " tags");
  }

  private static <T> dev.fleetaccess.local.sim.base.Page<T> cut(
      List<T> all, Optional<Cursor> from) {
    return dev.fleetaccess.local.sim.base.Page.cut(all, from.map(Cursor::token), PAGE);
  }

  private static Account account(dev.fleetaccess.local.sim.org.Account account) {
    return new Account(
        new AccountId(account.id()),
        account.name(),
        AccountState.valueOf(account.state().name()),
        Optional.of(account.joined()));
  }

  private <T> T call(
      String operation, String account, Function<Access, T> body, Function<T, String> words) {
    return effects.call(
        new Effects.Call("organizations", operation, account, ""),
        () -> world.perform(caller, caller.session().account(), "organizations", operation, body),
        words);
  }
}
