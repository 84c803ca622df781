package io.github.jerseymcp.edge;

import jakarta.ws.rs.core.MultivaluedMap;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Step 1 of a request: checks the sizes of the header fields, Host, Origin, and the size of the
 * body, in this order and before anybody is authenticated.
 *
 * <p>The header fields must be in a map whose names compare without case, as Jersey's do. Immutable
 * and thread-safe.
 */
public final class CheckEdge {

  /** The separators of one field on the wire: colon, space, carriage return and line feed. */
  private static final int FIELD_OVERHEAD = 4;

  private static final int LONGEST_LENGTH = 18;

  private final OriginSource source;
  private final OriginRules origins;
  private final EdgeLimits limits;

  /** Checks requests against these rules. */
  public CheckEdge(OriginSource source, OriginRules origins, EdgeLimits limits) {
    this.source = source;
    this.origins = origins;
    this.limits = limits;
  }

  /**
   * Checks a request for a protected path.
   *
   * @param peer the address at the other end of the connection, if the container tells
   * @param headers the request's header fields
   * @return the public origin of this request
   * @throws EdgeException if the request is refused
   */
  public PublicOrigin check(Optional<InetAddress> peer, MultivaluedMap<String, String> headers)
      throws EdgeException {
    checkHeaderSize(headers);
    PublicOrigin self = source.originOf(peer, headers);
    origins.check(headers, self);
    return self;
  }

  /**
   * Checks a request for a metadata document, which pages of every origin may read.
   *
   * @param peer the address at the other end of the connection, if the container tells
   * @param headers the request's header fields
   * @return the public origin of this request
   * @throws EdgeException if the request is refused
   */
  public PublicOrigin checkDocument(
      Optional<InetAddress> peer, MultivaluedMap<String, String> headers) throws EdgeException {
    checkHeaderSize(headers);
    return source.originOf(peer, headers);
  }

  /**
   * The body of a request, which ends in {@link BodyTooLargeException} beyond the limit.
   *
   * <p>Apart from {@link #check}, so that the answer to a page that sends too much can still name
   * its origin, and the page can read it.
   *
   * @throws EdgeException if the declared length is malformed or beyond the limit
   */
  public InputStream bounded(InputStream body, MultivaluedMap<String, String> headers)
      throws EdgeException {
    checkContentLength(headers);
    return new BoundedInputStream(body, limits.bodyBytes());
  }

  /** What decoding makes of a body, within the limit of the body itself. */
  public InputStream boundedDecoded(InputStream decoded) {
    return new BoundedInputStream(decoded, limits.bodyBytes());
  }

  private void checkHeaderSize(MultivaluedMap<String, String> headers) throws EdgeException {
    long bytes = 0;
    long fields = 0;
    for (Map.Entry<String, List<String>> entry : headers.entrySet()) {
      List<String> values = entry.getValue();
      fields += values.size();
      bytes += (long) values.size() * (entry.getKey().length() + FIELD_OVERHEAD) + length(values);
    }
    if (bytes > limits.headerBytes() || fields > limits.headerFields()) {
      throw new EdgeException(EdgeFault.HEADERS_TOO_LARGE);
    }
  }

  private static long length(List<String> values) {
    if (values.size() == 1) {
      return values.get(0).length();
    }
    long length = 0;
    for (String value : values) {
      length += value.length();
    }
    return length;
  }

  private void checkContentLength(MultivaluedMap<String, String> headers) throws EdgeException {
    List<String> fields = headers.get(Fields.CONTENT_LENGTH);
    if (fields == null || fields.isEmpty()) {
      return;
    }
    String value = fields.get(0);
    if (fields.size() > 1 || value.isEmpty() || !isDecimal(value)) {
      throw new EdgeException(EdgeFault.MALFORMED_CONTENT_LENGTH);
    }
    if (value.length() > LONGEST_LENGTH || Long.parseLong(value) > limits.bodyBytes()) {
      throw new EdgeException(EdgeFault.BODY_TOO_LARGE);
    }
  }

  private static boolean isDecimal(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
