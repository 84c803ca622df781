package io.github.jerseymcp.client.token;

/**
 * Whose sign-in at which server. Both are compared letter by letter.
 *
 * @param user the application's name of the user
 * @param server the identifier of the server
 */
public record CredentialKey(String user, String server) {}
