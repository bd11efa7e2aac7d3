package dev.fleetaccess.local.sim.stack;

import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.sts.Session;
import dev.fleetaccess.local.sim.template.Declaration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes existing resources into a stack that stands, or lets go of them all again. */
final class ImportRun extends Run {
  private final Definition wanted;
  private final Definition before;
  private final Map<String, String> imports;
  private final List<StackResource> taken = new ArrayList<>();

  ImportRun(
      Stack stack,
      Workshop workshop,
      Session session,
      String region,
      Duration total,
      Definition wanted,
      Map<String, String> imports) {
    super(stack, workshop, session, region, total);
    this.wanted = wanted;
    this.before = stack.definition();
    this.imports = Map.copyOf(imports);
  }

  void start() {
    stack().define(wanted);
    enter(StackStatus.IMPORT_IN_PROGRESS, "User Initiated");
    var resources =
        desired().resources().stream().filter(each -> imports.containsKey(each.id())).toList();
    for (var declaration : resources) {
      then(() -> take(declaration));
    }
    then(() -> enter(StackStatus.IMPORT_COMPLETE, ""));
    go(2 * resources.size() + 1);
  }

  private void take(Declaration declaration) {
    var resource = unmade(declaration);
    change(
        resource,
        "IMPORT",
        () -> {
          var adopted =
              adopt(resource, imports.get(declaration.id()), desired().properties(declaration));
          taken.add(adopted);
          return adopted;
        },
        () -> fail(declaration.id()));
  }

  private void fail(String id) {
    forgetSteps();
    stack().define(before);
    enter(
        StackStatus.IMPORT_ROLLBACK_IN_PROGRESS,
        "The following resource(s) failed to import: [" + id + "]. ");
    then(this::letGo);
  }

  /** CloudFormation takes off the tags by which it knows its own. */
  private void letGo() {
    try {
      for (var resource : taken) {
        context().require("iam:UntagRole", context().iam().role(resource.physicalId()).arn());
      }
    } catch (AwsError e) {
      enter(StackStatus.IMPORT_ROLLBACK_FAILED, workshop().reason(e));
      return;
    }
    stack().table().keySet().removeAll(imports.keySet());
    enter(StackStatus.IMPORT_ROLLBACK_COMPLETE, "");
  }
}
