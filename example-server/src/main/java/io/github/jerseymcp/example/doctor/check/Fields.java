package io.github.jerseymcp.example.doctor.check;

import java.util.List;

/** Names and values of header fields that several checks send. */
final class Fields {

  static final String AUTHORIZATION = "Authorization";
  static final String SESSION = "Mcp-Session-Id";
  static final String PROTOCOL = "MCP-Protocol-Version";
  static final String ORIGIN = "Origin";
  static final String ALLOWED_ORIGIN = "Access-Control-Allow-Origin";

  /** A token that no server has ever issued. */
  static final String NONSENSE = "nonsense-of-the-doctor";

  /** A name that belongs to nobody (RFC 2606). */
  static final String STRANGER = "stranger.example";

  private Fields() {}

  static List<String> bearer(String token) {
    return List.of(AUTHORIZATION, "Bearer " + token);
  }
}
