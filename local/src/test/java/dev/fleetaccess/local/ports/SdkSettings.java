package dev.fleetaccess.local.ports;

import dev.fleetaccess.local.sim.sts.Session;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The SDK's own settings, as system properties; closed, they are what they were. */
public final class SdkSettings implements AutoCloseable {
  private final Map<String, String> before = new HashMap<>();

  private SdkSettings() {}

  /** Sets them. */
  public static SdkSettings set(URI endpoint, String region, Session.Credentials credentials) {
    var settings = new SdkSettings();
    settings.put("aws.endpointUrl", endpoint.toString());
    settings.put("aws.region", region);
    settings.put("aws.accessKeyId", credentials.accessKeyId());
    settings.put("aws.secretAccessKey", credentials.secretAccessKey());
    settings.put("aws.sessionToken", credentials.sessionToken());
    return settings;
  }

  private void put(String name, String value) {
    before.put(name, System.setProperty(name, value));
  }

  @Override
  public void close() {
    before.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
  }
}
