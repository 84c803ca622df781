package io.github.jerseymcp.example.doctor.wire;

import java.util.Map;
import java.util.Optional;

/**
 * One challenge of {@code WWW-Authenticate} (RFC 9110 section 11.6.1).
 *
 * @param scheme the scheme as it is written
 * @param parameters the parameters, by names in lower case
 */
public record Challenge(String scheme, Map<String, String> parameters) {

  /** Copies the parameters. */
  public Challenge {
    parameters = Map.copyOf(parameters);
  }

  /** Whether it is of this scheme. */
  public boolean isOf(String name) {
    return scheme.equalsIgnoreCase(name);
  }

  /** A parameter, if it is there. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}
