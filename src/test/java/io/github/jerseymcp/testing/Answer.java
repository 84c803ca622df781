package io.github.jerseymcp.testing;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;

/**
 * The answer to a {@link Call}.
 *
 * @param status the HTTP status
 * @param headers the header fields
 * @param body the body, read as UTF-8
 */
public record Answer(int status, MultivaluedMap<String, String> headers, String body) {

  /** The first value of a header field, or null. */
  public String header(String name) {
    return headers.getFirst(name);
  }

  /** All values of a header field. */
  public List<String> all(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** The challenge of the {@code WWW-Authenticate} header, all fields joined as a browser does. */
  public String challenge() {
    return String.join(", ", all("WWW-Authenticate"));
  }
}
