package io.github.jerseymcp.event;

import java.util.Optional;
import java.util.Set;

/**
 * The caller of a request was verified, and holds the scopes that the handler needs; or it has no
 * credentials, and asks for an MCP operation that is opened to anybody: then its caller is {@link
 * Caller#anonymous}. There is one for each such request. What the handler then does may still be
 * refused, as an operation of an MCP endpoint may.
 */
public record RequestAccepted(
    String resource,
    Operation operation,
    Optional<Caller> caller,
    Set<String> needed,
    String correlationId,
    long nanos)
    implements Decision {}
