package io.github.jerseymcp.refusal;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

/** Says of an answer that no cache may keep it (RFC 9111 section 5.2.2.5). */
public final class NoStore {

  private static final String VALUE = "no-store";

  /** What lets a shared cache keep the answer to a request with Authorization, or keeps it out. */
  private static final List<String> CLEAR =
      List.of(VALUE, "private", "public", "s-maxage", "must-revalidate");

  /** To look for, in the spelling that the map of Jersey keeps. */
  private static final String KEPT_NAME = "cache-control";

  private NoStore() {}

  /** An answer without a body yet, which no cache may keep. */
  public static Response.ResponseBuilder status(int status) {
    return Response.status(status).header(HttpHeaders.CACHE_CONTROL, VALUE);
  }

  /**
   * Keeps an answer out of shared caches, unless it says clearly what these may do: as RFC 9111
   * section 3.5 has it for a request with {@code Authorization}, of which no cache knows where a
   * credential came in another field.
   */
  public static void addPrivateTo(MultivaluedMap<String, Object> headers) {
    String said = String.valueOf(headers.get(KEPT_NAME)).toLowerCase(Locale.ROOT);
    if (headers.containsKey(KEPT_NAME) && CLEAR.stream().noneMatch(said::contains)) {
      headers.add(HttpHeaders.CACHE_CONTROL, "private");
    }
  }

  /** Keeps an answer out of caches, unless it says itself what caches may do. */
  public static void addTo(MultivaluedMap<String, Object> headers) {
    if (!headers.containsKey(KEPT_NAME)) {
      headers.putSingle(HttpHeaders.CACHE_CONTROL, VALUE);
    }
  }
}
