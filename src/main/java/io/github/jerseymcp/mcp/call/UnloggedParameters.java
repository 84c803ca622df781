package io.github.jerseymcp.mcp.call;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of a notification, which say nothing as text: the SDK logs a notification that it
 * has no handler for, with all that the client put into it.
 */
final class UnloggedParameters extends AbstractMap<String, Object> {

  private final Map<String, Object> parameters;

  UnloggedParameters(Map<String, Object> parameters) {
    this.parameters = parameters;
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return parameters.entrySet();
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
