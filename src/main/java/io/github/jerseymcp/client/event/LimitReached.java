package io.github.jerseymcp.client.event;

/**
 * An answer of the server exceeded a limit, and its connection was closed.
 *
 * @param server the origin of the MCP server
 * @param user the application's name of the user; empty if it has given none
 * @param limit which one, a constant of this library: a setting of {@link
 *     io.github.jerseymcp.client.limit.TransportLimits} such as {@code maximumAnswer}, {@code
 *     contentEncoding} for a coded answer, or {@code sessionId} for a session identifier that is
 *     not taken
 */
public record LimitReached(String server, String user, String limit) implements ClientEvent {}
