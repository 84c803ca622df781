package io.github.jerseymcp.mcp.header;

import java.util.HashMap;
import java.util.Map;

/**
 * The version that a client proposes when it begins (MCP 2025-11-25, Lifecycle, version
 * negotiation). A server answers one that it does not speak with its latest, and the SDK logs it as
 * it is: whatever a client writes there, lines of a log included.
 */
public final class ProposedVersion {

  private static final String VERSION = "protocolVersion";

  private ProposedVersion() {}

  /** The parameters of {@code initialize}, with the version that they are answered with. */
  public static Map<String, Object> answered(Map<String, Object> parameters) {
    if (!parameters.containsKey(VERSION)
        || MessageHeaders.VERSIONS.contains(String.valueOf(parameters.get(VERSION)))) {
      return parameters;
    }
    Map<String, Object> changed = new HashMap<>(parameters);
    changed.computeIfPresent(
        VERSION, (name, asked) -> asked instanceof String ? MessageHeaders.latest() : asked);
    return changed;
  }
}
