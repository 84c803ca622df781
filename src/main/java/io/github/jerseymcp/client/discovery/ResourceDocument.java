package io.github.jerseymcp.client.discovery;

import java.util.List;

/**
 * What a server says about itself (RFC 9728 section 2), as far as a client needs it.
 *
 * @param resource its identifier, exactly as the document has it
 * @param issuers its authorization servers, at least one
 * @param scopes {@code scopes_supported}; may be empty
 * @param proofAlgorithms {@code dpop_signing_alg_values_supported}; may be empty
 * @param wantsProofs {@code dpop_bound_access_tokens_required}
 */
public record ResourceDocument(
    String resource,
    List<String> issuers,
    List<String> scopes,
    List<String> proofAlgorithms,
    boolean wantsProofs) {

  /**
   * Whether the server says that it takes proofs (RFC 9449) with that algorithm, here or in one of
   * these challenges: to many a server, a token that is bound to a key is none.
   */
  public boolean takesProofs(String algorithm, List<Challenge> challenges) {
    return proofAlgorithms.isEmpty()
        ? wantsProofs || challenges.stream().anyMatch(each -> each.takesProofs(algorithm))
        : proofAlgorithms.contains(algorithm);
  }
}
