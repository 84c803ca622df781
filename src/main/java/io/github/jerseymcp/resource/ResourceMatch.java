package io.github.jerseymcp.resource;

/**
 * The protected resource that a request path belongs to.
 *
 * @param resource the resource
 * @param path its concrete path, relative to the base of the application: the values of the request
 *     in place of the variables, {@code ""} for the root
 */
public record ResourceMatch(ProtectedResource resource, String path) {}
