package io.github.jerseymcp.replay;

import java.security.SecureRandom;

/**
 * A hash of 128 bits by SipHash-2-4: keyed by a secret, so that nobody outside can make two texts
 * collide, or many fall into one place.
 *
 * @see <a href="https://www.aumasson.jp/siphash/siphash.pdf">Aumasson and Bernstein, SipHash</a>
 */
record SipHash(long high, long low) {

  private static final int BYTES = 8;

  /** The secret of a hash. Its text shows nothing of it. */
  record Secret(long first, long second) {

    static Secret random() {
      SecureRandom random = new SecureRandom();
      return new Secret(random.nextLong(), random.nextLong());
    }

    @Override
    public String toString() {
      return "Secret[redacted]";
    }
  }

  /**
   * Hashes a text.
   *
   * @throws IllegalArgumentException if it is not ASCII
   */
  static SipHash of(String text, Secret secret) {
    // The state stays in local variables, which the compiler keeps in registers.
    long v0 = secret.first ^ 0x736f6d6570736575L;
    long v1 = secret.second ^ 0x646f72616e646f6dL ^ 0xee;
    long v2 = secret.first ^ 0x6c7967656e657261L;
    long v3 = secret.second ^ 0x7465646279746573L;
    long high = 0;
    int blocks = text.length() / BYTES + 1;
    // After the blocks come two times four rounds without input, which end with half a hash each.
    for (int step = 0; step < blocks + 4; step++) {
      long block = step < blocks ? block(text, step * BYTES) : 0;
      if (step == blocks) {
        v2 ^= 0xee;
      } else if (step == blocks + 2) {
        high = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xdd;
      }
      v3 ^= block;
      for (int round = 0; round < 2; round++) {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32) + v3;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
      }
      v0 ^= block;
    }
    return new SipHash(high, v0 ^ v1 ^ v2 ^ v3);
  }

  /** Eight characters from here, or those that are left and the length of the text. */
  private static long block(String text, int start) {
    int end = Math.min(start + BYTES, text.length());
    long block = end < start + BYTES ? (long) text.length() << 56 : 0;
    for (int at = start; at < end; at++) {
      long character = text.charAt(at);
      if (character > 127) {
        throw new IllegalArgumentException("A key has ASCII characters only");
      }
      block |= character << (8 * (at - start));
    }
    return block;
  }
}
