package io.github.jerseymcp.jose;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Unpadded base64url in its one canonical form (RFC 7515 section 2; RFC 4648 section 3.5).
 *
 * <p>Padding, line ends, characters of other alphabets and non-zero trailing bits are refused, so
 * that one value has one spelling and the text may serve as a key.
 */
public final class Base64Url {

  private static final byte[] SEXTETS = sextets();

  private Base64Url() {}

  /** Decodes a whole text. */
  public static byte[] decode(String text) throws MalformedJoseException {
    return decode(text, 0, text.length());
  }

  /** Decodes the part of a text from one index up to, and without, another. */
  static byte[] decode(String text, int from, int to) throws MalformedJoseException {
    int length = to - from;
    byte[] ascii = new byte[length];
    int last = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(from + i);
      last = c < SEXTETS.length ? SEXTETS[c] : -1;
      if (last < 0) {
        throw new MalformedJoseException("A character outside the base64url alphabet");
      }
      ascii[i] = (byte) c;
    }
    int rest = length % 4;
    boolean canonical =
        rest == 0 || (rest == 2 && (last & 0x0F) == 0) || (rest == 3 && (last & 0x03) == 0);
    if (!canonical) {
      throw new MalformedJoseException("Base64url that is not in its canonical form");
    }
    return Base64.getUrlDecoder().decode(ascii);
  }

  /** Encodes without padding. */
  public static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] sextets() {
    byte[] alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
            .getBytes(StandardCharsets.US_ASCII);
    byte[] table = new byte[128];
    Arrays.fill(table, (byte) -1);
    for (int i = 0; i < alphabet.length; i++) {
      table[alphabet[i]] = (byte) i;
    }
    return table;
  }
}
