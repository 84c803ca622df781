package io.github.jerseymcp.explain;

import java.util.Optional;

/**
 * A request that nobody has sent.
 *
 * @param token the access token, empty for none
 * @param path the path as a client asks for it, from the root of the host
 * @param method the HTTP method
 * @param operation the MCP operation in its body, if that matters
 */
public record ImaginedRequest(
    String token, String path, String method, Optional<Operation> operation) {

  /**
   * An MCP operation.
   *
   * @param method the JSON-RPC method
   * @param name the tool, prompt or resource, if the method has one
   */
  public record Operation(String method, Optional<String> name) {}

  /** The path without origin, query and fragment, and with a slash at its beginning. */
  String plainPath(String origin) {
    String plain = path.startsWith(origin + "/") ? path.substring(origin.length()) : path;
    for (char end : new char[] {'?', '#'}) {
      int at = plain.indexOf(end);
      plain = at < 0 ? plain : plain.substring(0, at);
    }
    return plain.startsWith("/") ? plain : "/" + plain;
  }

  @Override
  public String toString() {
    return "ImaginedRequest[" + method + "]";
  }
}
