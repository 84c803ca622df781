package io.github.jerseymcp.edge;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What web pages may read of protected resources (Fetch standard, CORS protocol).
 *
 * <p>An allowed origin is named in the answer, never {@code *}, and refused answers are decorated
 * like all others, since a page must be able to read the challenge. Immutable and thread-safe.
 */
public final class Cors {

  static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

  /** What MCP clients send. */
  public static final String REQUEST_HEADERS =
      "Authorization, DPoP, Content-Type, Accept, MCP-Protocol-Version, Mcp-Method, Mcp-Name,"
          + " Mcp-Session-Id, Last-Event-ID";

  static final String MAX_AGE_SECONDS = "600";

  private static final String EXPOSED_HEADERS =
      "WWW-Authenticate, DPoP-Nonce, Mcp-Session-Id, MCP-Protocol-Version, Retry-After";

  private final OriginRules origins;
  private final String requestHeaders;

  /** Answers the origins that this policy allows, for the header fields of MCP clients. */
  public Cors(OriginRules origins) {
    this(origins, List.of());
  }

  /**
   * Answers the origins that this policy allows.
   *
   * @param moreHeaders names of header fields that pages may send beside those of MCP clients
   */
  public Cors(OriginRules origins, Collection<String> moreHeaders) {
    this.origins = origins;
    StringBuilder names = new StringBuilder(REQUEST_HEADERS);
    moreHeaders.forEach(name -> names.append(", ").append(name));
    this.requestHeaders = names.toString();
  }

  /**
   * Says what is wrong with names of header fields.
   *
   * @param setting the name of the setting, which begins each sentence
   * @param problems takes one sentence for each thing that is wrong
   */
  public static void checkHeaders(
      String setting, Collection<String> names, Consumer<String> problems) {
    for (String name : names) {
      if (!RequestedHeaders.isName(name)) {
        problems.accept(setting + " \"" + name + "\" must be the name of one header field");
      }
    }
  }

  /** Whether a request is a preflight: OPTIONS from an origin that asks for a method. */
  public static boolean isPreflight(String method, MultivaluedMap<String, String> headers) {
    return method.equals("OPTIONS")
        && headers.containsKey(Fields.ORIGIN)
        && headers.containsKey("Access-Control-Request-Method");
  }

  /**
   * The header fields of the answer to a preflight, which has status 204 and no body.
   *
   * @param headers the header fields of the preflight
   * @param self the public origin of the request
   * @return empty if the origin is not allowed
   */
  public Optional<Map<String, String>> preflight(
      MultivaluedMap<String, String> headers, PublicOrigin self) {
    return origins
        .allowedOrigin(headers, self)
        .map(
            origin ->
                Map.of(
                    "Access-Control-Allow-Origin", origin,
                    "Access-Control-Allow-Methods", METHODS,
                    "Access-Control-Allow-Headers",
                        requestHeaders
                            + RequestedHeaders.mcpParameters(
                                headers.get("Access-Control-Request-Headers")),
                    "Access-Control-Max-Age", MAX_AGE_SECONDS,
                    "Vary",
                        "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"));
  }

  /**
   * Decorates an answer from a protected path, also one that refuses. Whatever the application set
   * as allowed origin gives way to this policy.
   *
   * @param response the header fields of the answer, with names that compare without case
   * @param request the header fields of the request
   * @param self the public origin of the request
   */
  public void decorate(
      MultivaluedMap<String, Object> response,
      MultivaluedMap<String, String> request,
      PublicOrigin self) {
    decorateUnknown(response);
    Optional<String> origin = origins.allowedOrigin(request, self);
    if (origin.isPresent()) {
      response.putSingle("Access-Control-Allow-Origin", origin.get());
      response.putSingle("Access-Control-Expose-Headers", EXPOSED_HEADERS);
    }
  }

  /** Decorates the answer to a request whose origin was refused or could not be told. */
  public static void decorateUnknown(MultivaluedMap<String, Object> response) {
    response.remove(Fields.ALLOW_ORIGIN);
    varyByOrigin(response);
  }

  private static void varyByOrigin(MultivaluedMap<String, Object> response) {
    List<Object> fields = response.get(Fields.VARY);
    if (fields == null || fields.isEmpty()) {
      response.putSingle("Vary", "Origin");
      return;
    }
    StringBuilder merged = new StringBuilder();
    for (Object field : fields) {
      if (merged.length() > 0) {
        merged.append(", ");
      }
      merged.append(field);
    }
    String value = merged.toString();
    if (!RequestedHeaders.contains(value, "*") && !RequestedHeaders.contains(value, "Origin")) {
      merged.append(", Origin");
    }
    response.putSingle("Vary", merged.toString());
  }
}
