package io.github.jerseymcp.jose;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a token, as the {@code ath} of a proof has it (RFC 9449 section 4.2) and as a
 * cache may keep it in the place of the token. Equal for equal tokens alone. Immutable and
 * thread-safe; {@link #toString} shows nothing.
 */
public final class TokenHash {

  /**
   * Digests that no thread is using just now. Not one for each thread: those of an application that
   * was taken down would stay, and virtual threads would each make their own.
   */
  private static final AtomicReferenceArray<@Nullable AsciiDigest> IDLE =
      new AtomicReferenceArray<>(64);

  private final long first;
  private final long second;
  private final long third;
  private final long fourth;

  private TokenHash(byte[] digest) {
    first = number(digest, 0);
    second = number(digest, 8);
    third = number(digest, 16);
    fourth = number(digest, 24);
  }

  /**
   * The hash of the end of a text.
   *
   * @param text a text that ends with a token
   * @param from where the token begins
   * @throws MalformedJoseException if there is a character in it that is not ASCII
   */
  public static TokenHash of(String text, int from) throws MalformedJoseException {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) > 0x7F) {
        throw new MalformedJoseException("A character that is not ASCII");
      }
    }
    return ofAscii(text, from);
  }

  /**
   * The hash of the end of a text that is known to be ASCII, as each token68 is (RFC 9110 section
   * 11.2). Of another text it is the hash of something else.
   *
   * @param text a text that ends with a token
   * @param from where the token begins
   */
  public static TokenHash ofAscii(String text, int from) {
    int slot = Long.hashCode(Thread.currentThread().getId()) & (IDLE.length() - 1);
    AsciiDigest digest = IDLE.getAndSet(slot, null);
    if (digest == null) {
      digest = new AsciiDigest();
    }
    try {
      return new TokenHash(digest.of(text, from));
    } finally {
      IDLE.lazySet(slot, digest);
    }
  }

  /** The hash in base64url, 43 characters. */
  public String base64Url() {
    byte[] bytes = new byte[32];
    put(bytes, 0, first);
    put(bytes, 8, second);
    put(bytes, 16, third);
    put(bytes, 24, fourth);
    return Base64Url.encode(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TokenHash hash
        && first == hash.first
        && second == hash.second
        && third == hash.third
        && fourth == hash.fourth;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(first);
  }

  @Override
  public String toString() {
    return "TokenHash[redacted]";
  }

  private static long number(byte[] bytes, int at) {
    long number = 0;
    for (int i = at; i < at + Long.BYTES; i++) {
      number = number << 8 | (bytes[i] & 0xFF);
    }
    return number;
  }

  private static void put(byte[] bytes, int at, long number) {
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[at + i] = (byte) (number >>> (56 - 8 * i));
    }
  }

  /** A digest with room to turn characters into bytes, so that no token costs a copy of it. */
  private static final class AsciiDigest {

    private final MessageDigest sha256 = Sha256.digest();
    private final byte[] buffer = new byte[1024];
    private final byte[] result = new byte[32];

    /** Copying so is exact for ASCII, and several times as fast as character by character. */
    @SuppressWarnings("deprecation")
    byte[] of(String text, int from) {
      sha256.reset();
      for (int start = from; start < text.length(); start += buffer.length) {
        int length = Math.min(buffer.length, text.length() - start);
        text.getBytes(start, start + length, buffer, 0);
        sha256.update(buffer, 0, length);
      }
      try {
        sha256.digest(result, 0, result.length);
      } catch (DigestException e) {
        throw new IllegalStateException("The Java runtime lacks SHA-256", e);
      } finally {
        // What stays here must not be a token.
        Arrays.fill(buffer, (byte) 0);
      }
      return result;
    }
  }
}
