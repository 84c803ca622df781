package io.github.jerseymcp.client.discovery;

import java.util.List;

/**
 * What a server says about itself (RFC 9728 section 2), as far as a client needs it.
 *
 * @param resource its identifier, exactly as the document has it
 * @param issuers its authorization servers, at least one
 * @param scopes {@code scopes_supported}; may be empty
 */
public record ResourceDocument(String resource, List<String> issuers, List<String> scopes) {}
