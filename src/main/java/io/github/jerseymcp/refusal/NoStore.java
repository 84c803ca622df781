package io.github.jerseymcp.refusal;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

/** Says of an answer that no cache may keep it (RFC 9111 section 5.2.2.5). */
public final class NoStore {

  private static final String VALUE = "no-store";

  /** To look for, in the spelling that the map of Jersey keeps. */
  private static final String KEPT_NAME = "cache-control";

  private NoStore() {}

  /** An answer without a body yet, which no cache may keep. */
  public static Response.ResponseBuilder status(int status) {
    return Response.status(status).header(HttpHeaders.CACHE_CONTROL, VALUE);
  }

  /** Keeps an answer out of caches, unless it says itself what caches may do. */
  public static void addTo(MultivaluedMap<String, Object> headers) {
    if (!headers.containsKey(KEPT_NAME)) {
      headers.putSingle(HttpHeaders.CACHE_CONTROL, VALUE);
    }
  }
}
