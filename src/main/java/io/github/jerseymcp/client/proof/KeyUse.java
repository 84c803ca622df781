package io.github.jerseymcp.client.proof;

import java.util.Optional;

/**
 * Whether tokens are to be bound to a key of the client.
 *
 * @param key proved at each request to the token endpoint; none for bearer tokens
 * @param required whether a bearer token is refused all the same
 * @param nonces those of the authorization server
 */
public record KeyUse(Optional<DpopKey> key, boolean required, Nonces nonces) {}
