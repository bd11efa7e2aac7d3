package dev.fleetaccess.local.rehearsal.check;

import dev.fleetaccess.fleet.AccountId;
import dev.fleetaccess.fleet.Traits;
import dev.fleetaccess.local.sim.SimulatedOrganization;
import dev.fleetaccess.local.sim.stack.Stack;
import dev.fleetaccess.local.sim.stack.StackRegion;
import dev.fleetaccess.local.sim.stack.StackStatus;
import dev.fleetaccess.release.Release;
import dev.fleetaccess.release.RoleStack;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the accounts have to be like when everything has come to rest. */
final class Rest {
  private final SimulatedOrganization world;
  private final Truth truth;
  private final Occurrences occurrences;
  private final BiConsumer<String, String> breach;
  private final Strays strays;

  /**
   * Looks at that world.
   *
   * @param breach told of an account and of what was broken there
   */
  Rest(
      SimulatedOrganization world,
      Truth truth,
      Occurrences occurrences,
      BiConsumer<String, String> breach) {
    this.world = Objects.requireNonNull(world);
    this.truth = Objects.requireNonNull(truth);
    this.occurrences = Objects.requireNonNull(occurrences);
    this.breach = Objects.requireNonNull(breach);
    this.strays = new Strays(world);
  }

  /** What stands outside our stacks from now on was not there before. */
  void remember() {
    strays.remember();
  }

  /**
   * Stacks that had lived still stand, and nothing stands beside them that is ours.
   *
   * @param names of the stacks that releases may write
   * @param mayBeGone whether somebody who may has deleted the stack of that id
   */
  void stacks(Set<String> names, Predicate<String> mayBeGone) {
    world.locked(
        () -> {
          world.cloudFormation().regions().forEach(region -> stacks(region, names, mayBeGone));
          strays.find(names).forEach(breach);
          return "";
        });
  }

  private void stacks(StackRegion region, Set<String> names, Predicate<String> mayBeGone) {
    for (Stack stack : region.all()) {
      if (!names.contains(stack.name())) {
        if (stack.definition().tags().containsKey(Release.MANAGED_BY)) {
          breach.accept(stack.account(), "a stack that no release names: " + stack.name());
        }
        continue;
      }
      stack.events().stream()
          .filter(event -> event.type().equals(Stack.TYPE))
          .forEach(event -> occurrences.status(event.status()));
      if (stack.events().stream()
          .filter(each -> each.token().isPresent())
          .anyMatch(each -> each.status().equals("IMPORT_COMPLETE"))) {
        occurrences.flow("taken over");
      }
      if (stack.everComplete()
          && stack.status() == StackStatus.DELETE_COMPLETE
          && !mayBeGone.test(stack.id())) {
        breach.accept(stack.account(), "a stack that had lived was deleted: " + stack.id());
      }
    }
  }

  /**
   * No account is forgotten: each usable one is right, or somebody can read why not.
   *
   * @param told whether the ledger says of an account's stack why it is not right
   * @param byHand whether somebody changed the roles of an account's stack since they were last
   *     compared
   * @param traits where an account stands
   */
  void covered(
      Release release,
      BiPredicate<String, String> told,
      BiPredicate<String, String> byHand,
      Function<String, Traits> traits) {
    world.locked(
        () -> {
          world.organization().accounts().stream()
              .filter(account -> account.state().name().equals("ACTIVE"))
              .map(account -> new AccountId(account.id()))
              .forEach(
                  account ->
                      covered(release, account, traits.apply(account.value()), told, byHand));
          return "";
        });
  }

  private void covered(
      Release release,
      AccountId account,
      Traits traits,
      BiPredicate<String, String> told,
      BiPredicate<String, String> byHand) {
    for (var stack : release.stacksFor(account, traits)) {
      if (told.test(account.value(), stack.name())) {
        continue;
      }
      RoleStack desired = release.stack(stack.name(), account, traits);
      boolean theirs = byHand.test(account.value(), stack.name());
      (theirs ? truth.wrongStack(account.value(), desired) : truth.wrong(account.value(), desired))
          .ifPresent(
              wrong ->
                  breach.accept(
                      account.value(), "nobody is told that " + stack.name() + ": " + wrong));
    }
  }
}
