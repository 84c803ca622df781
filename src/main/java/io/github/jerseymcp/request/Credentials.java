package io.github.jerseymcp.request;

import io.github.jerseymcp.token.PresentedToken;
import java.util.Optional;

/**
 * What a request presents: a scheme that this server knows, and the token behind it; or another
 * credential in its place.
 *
 * @param scheme the canonical name of the scheme; of another credential {@link #NO_SCHEME}
 * @param token the token, of printable characters of ASCII
 * @param other the name of the kind of credentials that is read where this one was; empty for a
 *     token in {@code Authorization}
 */
public record Credentials(String scheme, PresentedToken token, Optional<String> other) {

  static final String BEARER = "Bearer";
  static final String DPOP = "DPoP";

  /** Stands for the scheme of a request whose credentials are under none, or could not be read. */
  public static final String NO_SCHEME = "";

  @Override
  public String toString() {
    return "Credentials[" + scheme + "]";
  }
}
