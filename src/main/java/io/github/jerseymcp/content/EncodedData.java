package io.github.jerseymcp.content;

import static io.github.jerseymcp.content.Descriptions.require;

import java.util.Base64;

/** Canonical base64 (RFC 4648 section 4) of what begins as its type does. */
final class EncodedData {

  private EncodedData() {}

  static void check(String base64, String type, int maximum) {
    require(base64.length() / 4 * 3L <= maximum + 2L, "Data are too long");
    byte[] bytes = decode(base64);
    require(bytes.length <= maximum, "Data are too long");
    require(
        MediaKind.of(type).map(kind -> kind.begins(bytes)).orElse(true),
        "Data do not begin as their type does");
  }

  private static byte[] decode(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      require(Base64.getEncoder().encodeToString(bytes).equals(base64), "Data are not canonical");
      return bytes;
    } catch (IllegalArgumentException e) {
      throw new RefusedContentException("Data are no base64");
    }
  }
}
