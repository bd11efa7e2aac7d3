package dev.fleetaccess.infra;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/** The stacks that the settings ask for: the main one, and a relay where a region differs. */
final class Stacks {
  /**
   * CDK's behaviours that later became its defaults, set here so that every way to start agrees.
   */
  private static final Map<String, Object> BEHAVIOURS =
      Map.of(
          "@aws-cdk/aws-iam:minimizePolicies", true,
          "@aws-cdk/aws-iam:standardizedServicePrincipals", true,
          "@aws-cdk/aws-lambda:recognizeVersionProps", true,
          "@aws-cdk/aws-events:eventsTargetQueueSameAccount", true);

  private Stacks() {}

  /** An app with this context besides the command line's. */
  static App app(Map<String, ?> context) {
    var all = new HashMap<String, Object>(BEHAVIOURS);
    all.putAll(context);
    return App.Builder.create()
        .postCliContext(all)
        .analyticsReporting(false)
        .treeMetadata(false)
        .build();
  }

  /**
   * Adds the stacks to the app.
   *
   * @return the main stack
   * @throws InvalidSetting when a setting in the app's context is wrong
   */
  static FleetAccessStack in(App app, Inputs inputs) {
    Settings settings =
        Settings.from(
            key -> Optional.ofNullable(app.getNode().tryGetContext(key)).map(Stacks::text));
    if (settings.hub().isEmpty()) {
      System.err.println(
          "FleetAccess: no hub account given (-c hub=ACCOUNT): the seeded manifest keeps its"
              + " placeholder, and the template refuses to be deployed.");
    }
    var main = new FleetAccessStack(app, properties(settings.region(), ""), settings, inputs);
    var others = new TreeSet<>(List.of(settings.controlTowerRegion(), settings.repositoryRegion()));
    others.remove(settings.region());
    for (String region : others) {
      // The main stack ends with a sweep, which must find the repository and the relays at work.
      main.addStackDependency(
          new RelayStack(app, properties(region, " (relay of events)"), region, settings, inputs));
    }
    return main;
  }

  private static StackProps properties(String region, String what) {
    return StackProps.builder()
        .env(Environment.builder().region(region).build())
        .description("FleetAccess: access roles in every account of the organization" + what)
        .build();
  }

  private static String text(Object value) {
    return value instanceof Collection<?> several
        ? several.stream().map(Objects::toString).collect(Collectors.joining(","))
        : value.toString();
  }
}
