package io.github.jerseymcp.token;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates how much memory a verified token takes, rather too much than too little. */
final class MemoryEstimate {

  /** The objects that each token has, with its key and its place in the cache. */
  private static final int FIXED = 1024;

  private static final int OBJECT = 64;
  private static final int REFERENCE = 8;
  private static final int MEMBER = 72;

  private MemoryEstimate() {}

  /** The estimate in bytes. */
  static int of(CachedToken verified) {
    AccessToken token = verified.read().token();
    long bytes = FIXED + ofValue(token.claims());
    for (String scope : token.scopes()) {
      bytes += MEMBER + ofValue(scope);
    }
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }

  /** The estimate for claims that somebody else told, and for what is read of them. */
  static int ofClaims(Map<String, Object> claims) {
    return (int) Math.min(FIXED + 2 * ofValue(claims), Integer.MAX_VALUE);
  }

  private static long ofValue(@Nullable Object value) {
    long bytes = OBJECT;
    if (value instanceof String text) {
      bytes += 2L * text.length();
    } else if (value instanceof List<?> elements) {
      bytes += OBJECT;
      for (Object element : elements) {
        bytes += 2 * REFERENCE + ofValue(element);
      }
    } else if (value instanceof Map<?, ?> members) {
      bytes += 3 * OBJECT;
      for (Map.Entry<?, ?> member : members.entrySet()) {
        bytes += MEMBER + ofValue(member.getKey()) + ofValue(member.getValue());
      }
    }
    return bytes;
  }
}
