package io.github.jerseymcp.edge;

import jakarta.ws.rs.core.AbstractMultivaluedMap;
import java.util.List;
import java.util.TreeMap;

/** Header fields whose names compare without case, as in Jersey. */
final class Headers extends AbstractMultivaluedMap<String, String> {

  private static final long serialVersionUID = 1L;

  private Headers() {
    super(new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER));
  }

  /** Name, value, name, value; a repeated name is a repeated field. */
  static Headers of(String... namesAndValues) {
    Headers headers = new Headers();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }
}
