package io.github.jerseymcp.testing;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;

/**
 * What came back from a {@link DpopTarget}.
 *
 * @param status the HTTP status
 * @param challenge all {@code WWW-Authenticate} fields, joined
 * @param nonces all {@code DPoP-Nonce} fields
 */
public record DpopAnswer(int status, String challenge, List<String> nonces) {

  /** Copies the list. */
  public DpopAnswer {
    nonces = List.copyOf(nonces);
  }

  static DpopAnswer of(int status, MultivaluedMap<String, String> headers) {
    return new DpopAnswer(
        status,
        String.join(", ", headers.getOrDefault("WWW-Authenticate", List.of())),
        headers.getOrDefault("DPoP-Nonce", List.of()));
  }

  /** The one nonce of the answer. */
  public Optional<String> nonce() {
    return nonces.size() == 1 ? Optional.of(nonces.get(0)) : Optional.empty();
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
