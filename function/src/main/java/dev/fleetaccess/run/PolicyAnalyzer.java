package dev.fleetaccess.run;

import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.guard.Inquiry;
import dev.fleetaccess.guard.Remark;
import java.util.List;
import java.util.Optional;

/** Examines policies as AWS would, beside our own rules. */
public interface PolicyAnalyzer {
  /** For where there is none: nothing is asked and nothing found. */
  PolicyAnalyzer NONE =
      new PolicyAnalyzer() {
        @Override
        public List<Remark> validate(Inquiry.Sort sort, String policy) {
          return List.of();
        }

        @Override
        public Optional<String> newAccess(Inquiry.Sort sort, String policy, String before) {
          return Optional.empty();
        }
      };

  /**
   * What is wrong in a policy: errors, and what lets too much through.
   *
   * @param policy the policy, JSON
   * @throws RemoteFailure when it cannot be asked; {@code INVALID} where that is so of this policy
   *     alone
   */
  List<Remark> validate(Inquiry.Sort sort, String policy);

  /**
   * Where a policy gives more than another; empty when it does not.
   *
   * @param policy the policy, JSON
   * @param before what it is compared with, JSON
   * @throws RemoteFailure as above
   */
  Optional<String> newAccess(Inquiry.Sort sort, String policy, String before);
}
