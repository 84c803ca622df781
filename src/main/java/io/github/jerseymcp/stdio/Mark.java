package io.github.jerseymcp.stdio;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a server, and whatever it starts, carries in its environment. A server that is itself the
 * child of another one carries the marks of both, so that each finds all that it has to end.
 *
 * @param id of this server alone
 * @param value with those of the servers above
 */
record Mark(String id, String value) {

  static final String VARIABLE = "MCP_LOCAL_SERVER";

  private static final Pattern OTHERS = Pattern.compile("[0-9a-f.]{1,256}");
  private static final SecureRandom RANDOM = new SecureRandom();

  static Mark random() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    String above = System.getenv(VARIABLE);
    return new Mark(id, above != null && OTHERS.matcher(above).matches() ? above + "." + id : id);
  }
}
