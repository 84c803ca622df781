package io.github.jerseymcp.client.trust;

import java.util.Optional;

/**
 * Whether a user trusts somebody. What the texts hold was checked to be addresses; escape them all
 * the same where they are shown.
 *
 * @param user the application's name of the user
 * @param server the identifier of the MCP server
 * @param issuer an authorization server that the MCP server names, unless the question is about the
 *     server itself
 * @param instead the authorization server with which the user signed in before, if it is no longer
 *     named
 */
public record TrustQuestion(
    String user, String server, Optional<String> issuer, Optional<String> instead) {}
