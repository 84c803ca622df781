package io.github.jerseymcp.explain;

import io.github.jerseymcp.request.AdmittedRequest;
import io.github.jerseymcp.request.NeededSender;
import io.github.jerseymcp.token.AccessToken;

/**
 * A request whose token is valid.
 *
 * @param admitted the request
 * @param token its token
 * @param needed who may send it
 * @param scheme the scheme of its credentials
 * @param path its path, relative to the base of the application
 */
record Presented(
    AdmittedRequest admitted, AccessToken token, NeededSender needed, String scheme, String path) {

  @Override
  public String toString() {
    return "Presented[redacted]";
  }
}
