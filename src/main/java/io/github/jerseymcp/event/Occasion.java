package io.github.jerseymcp.event;

import jakarta.ws.rs.core.MultivaluedMap;
import org.jspecify.annotations.Nullable;

/**
 * The request in which something is decided.
 *
 * @param resource the template of the protected resource; empty if the request is for none
 * @param operation what is asked for
 * @param trail what is remembered of the request
 * @param headers its header fields; null once they can no longer be read
 */
public record Occasion(
    String resource,
    Operation operation,
    RequestTrail trail,
    @Nullable MultivaluedMap<String, String> headers) {

  String correlationId() {
    return trail.id(headers);
  }
}
