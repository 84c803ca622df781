package io.github.jerseymcp.request;

import io.github.jerseymcp.token.PresentedToken;

/**
 * What a request presents: a scheme that this server knows, and the token behind it.
 *
 * @param scheme the canonical name of the scheme
 * @param token the token, of the characters that RFC 9110 section 11.2 allows
 */
public record Credentials(String scheme, PresentedToken token) {

  static final String BEARER = "Bearer";
  static final String DPOP = "DPoP";

  /** Stands for the scheme of a request whose credentials could not be read. */
  public static final String NO_SCHEME = "";

  @Override
  public String toString() {
    return "Credentials[" + scheme + "]";
  }
}
