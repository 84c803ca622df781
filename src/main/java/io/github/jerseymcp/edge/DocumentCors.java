package io.github.jerseymcp.edge;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;

/**
 * CORS for metadata documents, which are public: every origin may read them.
 *
 * <p>MCP clients in a browser send {@code MCP-Protocol-Version} with the request for a document, so
 * there are preflights here too.
 */
public final class DocumentCors {

  private static final Map<String, String> PREFLIGHT =
      Map.of(
          "Access-Control-Allow-Origin",
          "*",
          "Access-Control-Allow-Methods",
          "GET, HEAD, OPTIONS",
          "Access-Control-Allow-Headers",
          Cors.REQUEST_HEADERS,
          "Access-Control-Max-Age",
          Cors.MAX_AGE_SECONDS);

  private DocumentCors() {}

  /** The header fields of the answer to a preflight, which has status 204 and no body. */
  public static Map<String, String> preflight() {
    return PREFLIGHT;
  }

  /** Opens an answer to every origin; it carries nothing that depends on the caller. */
  public static void decorate(MultivaluedMap<String, Object> response) {
    response.putSingle("Access-Control-Allow-Origin", "*");
    response.putSingle("Access-Control-Expose-Headers", "ETag");
  }
}
