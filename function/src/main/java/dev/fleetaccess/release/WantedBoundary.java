package dev.fleetaccess.release;

import java.util.Objects;
import java.util.Optional;

/** The permissions boundary that a template gives a role, as far as it can be told beforehand. */
public sealed interface WantedBoundary {
  /**
   * Whether a role that lives has it.
   *
   * @param live the ARN of the boundary that the role has; empty for none
   */
  boolean isMetBy(Optional<String> live);

  /** It in words. */
  String words();

  /** There is none. */
  record None() implements WantedBoundary {
    @Override
    public boolean isMetBy(Optional<String> live) {
      return live.isEmpty();
    }

    @Override
    public String words() {
      return "none";
    }
  }

  /**
   * A policy that is known.
   *
   * @param arn its ARN
   */
  record Policy(String arn) implements WantedBoundary {
    public Policy {
      Objects.requireNonNull(arn);
    }

    @Override
    public boolean isMetBy(Optional<String> live) {
      return live.equals(Optional.of(arn));
    }

    @Override
    public String words() {
      return arn;
    }
  }

  /**
   * A policy that only CloudFormation knows whole.
   *
   * @param beginning how its ARN begins; an empty text where nothing of it can be told, and then
   *     whatever a role has is taken for it
   */
  record Untold(String beginning) implements WantedBoundary {
    public Untold {
      Objects.requireNonNull(beginning);
    }

    @Override
    public boolean isMetBy(Optional<String> live) {
      return beginning.isEmpty() || live.filter(arn -> arn.startsWith(beginning)).isPresent();
    }

    @Override
    public String words() {
      return beginning.isEmpty() ? "one that only CloudFormation knows" : beginning + "…";
    }
  }
}
