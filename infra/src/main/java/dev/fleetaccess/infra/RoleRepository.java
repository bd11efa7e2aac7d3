package dev.fleetaccess.infra;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.codecommit.Code;
import software.amazon.awscdk.services.codecommit.Repository;
import software.constructs.Construct;

/**
 * The role repository, seeded with the templates when it is made, and kept when the stack goes.
 *
 * <p>CodeCommit reads the seed at creation only; later deployments never touch what people pushed.
 */
final class RoleRepository extends Construct {
  RoleRepository(Construct scope, Settings settings, Inputs inputs) {
    super(scope, "RoleRepository");
    try (Seed seed = Seed.of(inputs.templates(), settings)) {
      Repository.Builder.create(this, "Repository")
          .repositoryName(settings.repository())
          .description("The access roles of every account, as FleetAccess rolls them out")
          .code(Code.fromDirectory(seed.folder().toString(), settings.branch()))
          .build()
          .applyRemovalPolicy(RemovalPolicy.RETAIN);
    }
  }

  /** The ARN of the role repository, in whichever stack it stands. */
  static String arn(Settings settings) {
    return Names.arn(
        "codecommit", settings.repositoryRegion(), Aws.ACCOUNT_ID, settings.repository());
  }

  /** What git clones. */
  static String cloneUrl(Settings settings) {
    return "https://git-codecommit.%s.%s/v1/repos/%s"
        .formatted(settings.repositoryRegion(), Aws.URL_SUFFIX, settings.repository());
  }
}
