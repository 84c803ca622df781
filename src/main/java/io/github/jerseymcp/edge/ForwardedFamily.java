package io.github.jerseymcp.edge;

/** The header fields in which a proxy says what the client sent; exactly one family is read. */
public enum ForwardedFamily {
  /** The {@code Forwarded} field of RFC 7239. */
  FORWARDED,
  /** {@code X-Forwarded-For}, {@code X-Forwarded-Host} and {@code X-Forwarded-Proto}. */
  X_FORWARDED
}
