package io.github.jerseymcp.mcp.header;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Decodes a header field that mirrors a value of the body (MCP SEP-2243). */
final class HeaderMirror {

  private static final String BEGIN = "=?base64?";
  private static final String END = "?=";

  private HeaderMirror() {}

  /** The value of the one field; empty if there are more, or it cannot be read. */
  static Optional<String> decode(List<String> fields) {
    return fields.size() == 1 ? decode(fields.get(0)) : Optional.empty();
  }

  /** The value; empty if it is marked as base64 and is none, or no UTF-8. */
  static Optional<String> decode(String field) {
    String value = field.strip();
    if (!value.startsWith(BEGIN)
        || !value.endsWith(END)
        || value.length() < BEGIN.length() + END.length()) {
      return Optional.of(value);
    }
    String encoded = value.substring(BEGIN.length(), value.length() - END.length());
    if (encoded.length() % 4 != 0) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(encoded);
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
