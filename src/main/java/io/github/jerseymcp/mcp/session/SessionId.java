package io.github.jerseymcp.mcp.session;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes the ids of sessions: 192 random bits, in the letters of base64url (MCP, sessions). */
final class SessionId {

  private static final int BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private SessionId() {}

  static String create() {
    byte[] random = new byte[BYTES];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
