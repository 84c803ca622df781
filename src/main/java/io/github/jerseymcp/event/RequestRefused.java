package io.github.jerseymcp.event;

import java.util.Optional;
import java.util.Set;

/**
 * A request, or a message that it brought, was refused. There is one for each refusal.
 *
 * @param cause why
 * @param status the HTTP status of the answer
 * @param issuer the trusted issuer that the token names, as it is configured. Unless there is a
 *     caller, nothing shows that the token is from that issuer
 */
public record RequestRefused(
    Cause cause,
    int status,
    String resource,
    Operation operation,
    Optional<String> issuer,
    Optional<Caller> caller,
    Set<String> needed,
    String correlationId,
    long nanos)
    implements Decision {}
