package io.github.jerseymcp.jose;

import java.util.Map;

/**
 * A JSON object that was read, and what it costs.
 *
 * @param members the object, unmodifiable
 * @param weight the heap that it takes while a call lasts, in bytes, see {@link JsonBounds}
 */
public record WeighedJson(Map<String, Object> members, long weight) {

  @Override
  public String toString() {
    return "WeighedJson[redacted, weight=" + weight + "]";
  }
}
