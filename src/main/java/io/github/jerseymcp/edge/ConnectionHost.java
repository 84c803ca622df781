package io.github.jerseymcp.edge;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;

/** Makes the authority that came with the request line count as the Host field. */
public final class ConnectionHost {

  private ConnectionHost() {}

  /**
   * Adds the Host field to a request that has none (RFC 9113 section 8.3.1).
   *
   * @param host a name or an address
   * @param port 1 to 65535
   * @param headers the request's header fields, which are changed
   * @throws EdgeException with {@code HOST_NOT_ALLOWED} if there is a Host field that names another
   *     host or port, or if these are none
   */
  public static void apply(String host, int port, MultivaluedMap<String, String> headers)
      throws EdgeException {
    Authority authority = Authority.ofHost(host, port).orElseThrow(ConnectionHost::refusal);
    List<String> fields = headers.get(Fields.HOST);
    if (fields == null || fields.isEmpty()) {
      headers.putSingle(Fields.HOST, withoutDefaultPort(authority).toString());
      return;
    }
    for (String field : fields) {
      Authority named = Authority.parse(field).orElseThrow(ConnectionHost::refusal);
      if (!withoutDefaultPort(named).equals(withoutDefaultPort(authority))) {
        throw refusal();
      }
    }
  }

  private static Authority withoutDefaultPort(Authority authority) {
    return authority.port() == 80 || authority.port() == 443 ? authority.withPort(0) : authority;
  }

  private static EdgeException refusal() {
    return new EdgeException(EdgeFault.HOST_NOT_ALLOWED);
  }
}
