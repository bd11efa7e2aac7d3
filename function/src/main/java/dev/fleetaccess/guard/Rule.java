package dev.fleetaccess.guard;

import dev.fleetaccess.release.Finding;
import java.util.List;

/** One thing that a release is examined for. What a rule cannot read, it finds. */
interface Rule {
  List<Finding> examine(Examined examined);
}
