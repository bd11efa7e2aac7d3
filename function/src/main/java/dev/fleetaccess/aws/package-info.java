/**
 * The ports on AWS, one adapter a port. The only package that knows the AWS SDK; its types appear
 * in no other. May import everything of the project but {@code lambda}.
 *
 * <p>Endpoints, regions and credentials come from the SDK's own settings ({@code AWS_ENDPOINT_URL},
 * {@code AWS_REGION}, the default chain), so that any emulator can stand in.
 */
package dev.fleetaccess.aws;
