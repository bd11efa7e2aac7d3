package dev.fleetaccess.release;

import dev.fleetaccess.fleet.AccountId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The manifest {@code fleet.yaml}, read and found in order.
 *
 * @param hub the security account whose hub role enters every other
 * @param region where the role stacks live; IAM is global, so it is exactly one
 * @param access names of the roles tried in this order to enter a member account
 * @param stacks in order: a later one starts when the earlier one has ended in its wave
 * @param rollout how a release spreads
 * @param sweep how often each part of the sweep runs
 * @param proof whether the hub is made to enter each spoke
 * @param allow findings that are accepted
 */
public record Manifest(
    AccountId hub,
    String region,
    List<String> access,
    List<Stack> stacks,
    Rollout rollout,
    Sweep sweep,
    boolean proof,
    List<Allowance> allow) {
  public Manifest {
    Objects.requireNonNull(hub);
    Objects.requireNonNull(region);
    access = List.copyOf(access);
    stacks = List.copyOf(stacks);
    Objects.requireNonNull(rollout);
    Objects.requireNonNull(sweep);
    allow = List.copyOf(allow);
  }

  /**
   * A finding that is accepted.
   *
   * @param finding its fingerprint
   * @param reason why, in somebody's words
   * @param line where it stands in the manifest, from 1
   */
  public record Allowance(String finding, String reason, int line) {
    public Allowance {
      Objects.requireNonNull(finding);
      Objects.requireNonNull(reason);
    }
  }

  /**
   * A stack that the manifest declares.
   *
   * @param name the stack's name, unique in the manifest, beginning with {@code FleetAccess-}
   * @param template the template's file name
   * @param in where it belongs; {@code [spokes, organization]} adds the management account
   * @param except accounts left out
   * @param parameters values for the template's parameters
   * @param overrides other values for some accounts, in the file's order
   * @param onRemove what becomes of it where a later release has no stack of this name
   * @param onExit what becomes of it in an account that it no longer belongs into
   * @param adopt whether roles of its names that stand in an account already are taken over
   * @param replace whether its roles may be made anew, under other unique ids
   * @param line where the entry stands in the manifest, from 1
   */
  public record Stack(
      String name,
      String template,
      Set<Placement> in,
      Selector except,
      Map<String, String> parameters,
      List<ParameterOverride> overrides,
      Disposal onRemove,
      Disposal onExit,
      boolean adopt,
      boolean replace,
      int line) {
    public Stack {
      Objects.requireNonNull(name);
      Objects.requireNonNull(template);
      in = Set.copyOf(in);
      Objects.requireNonNull(except);
      parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
      overrides = List.copyOf(overrides);
      Objects.requireNonNull(onRemove);
      Objects.requireNonNull(onExit);
    }

    /** The same stack, its parameters these for everybody. */
    Stack with(Map<String, String> everywhere) {
      return new Stack(
          name,
          template,
          in,
          except,
          everywhere,
          List.of(),
          onRemove,
          onExit,
          adopt,
          replace,
          line);
    }

    private Stream<Selector> selectors() {
      return Stream.concat(Stream.of(except), overrides.stream().map(ParameterOverride::selector));
    }
  }

  /**
   * How a release spreads over the accounts.
   *
   * @param waves in order; an account belongs to the first that reaches it, and the last reaches
   *     every account
   * @param atOnce how many accounts of a wave may be unfinished at a time
   * @param bake the rest between two waves
   * @param tolerance how many accounts of a wave may fail before the rollout halts
   * @param onHalt what becomes of the accounts that were reached when it halts
   */
  public record Rollout(
      List<Wave> waves, Amount atOnce, Duration bake, Amount tolerance, OnHalt onHalt) {
    public Rollout {
      waves = List.copyOf(waves);
      Objects.requireNonNull(atOnce);
      Objects.requireNonNull(bake);
      Objects.requireNonNull(tolerance);
      Objects.requireNonNull(onHalt);
      if (waves.isEmpty()) {
        throw new IllegalArgumentException("without a wave no account is reached");
      }
    }
  }

  /**
   * The accounts that a release reaches at a time.
   *
   * @param selector accounts chosen by what is known of them
   * @param percent the share of all accounts reached with this wave, those before included: 0 to
   *     100; empty where the wave only chooses
   * @param approve whether a person has to agree before it begins
   */
  public record Wave(Selector selector, Optional<Integer> percent, boolean approve) {
    /** Everybody, without asking. */
    public static final Wave EVERYONE = new Wave(Selector.NOBODY, Optional.of(100), false);

    public Wave {
      Objects.requireNonNull(selector);
      Objects.requireNonNull(percent);
      if (percent.filter(share -> share < 0 || share > 100).isPresent()) {
        throw new IllegalArgumentException("a percentage is between 0 and 100");
      }
    }
  }

  /**
   * How often each part of the sweep runs.
   *
   * @param every every account is looked at
   * @param drift live roles are compared with what was applied
   * @param proof the hub enters every spoke
   */
  public record Sweep(Duration every, Duration drift, Duration proof) {
    public Sweep {
      Objects.requireNonNull(every);
      Objects.requireNonNull(drift);
      Objects.requireNonNull(proof);
    }
  }

  /** The same manifest, a stack in the place of the one of its name. */
  Manifest with(Stack changed) {
    List<Stack> other =
        stacks.stream().map(one -> one.name().equals(changed.name()) ? changed : one).toList();
    return new Manifest(hub, region, access, other, rollout, sweep, proof, allow);
  }

  /** What has to be known of accounts to tell what it wants of them. */
  public Needs needs() {
    return Stream.concat(
            stacks.stream().flatMap(Stack::selectors), rollout.waves().stream().map(Wave::selector))
        .map(Needs::of)
        .reduce(Needs.NOTHING, Needs::and);
  }

  /** The stack of that name. */
  public Optional<Stack> stack(String name) {
    return stacks.stream().filter(stack -> stack.name().equals(name)).findFirst();
  }
}
