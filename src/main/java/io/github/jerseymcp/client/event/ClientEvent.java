package io.github.jerseymcp.client.event;

/**
 * Something that an authorization did, or refused to do.
 *
 * <p>No event holds a token, a code, a state, a proof, an address with a path or a query, an
 * argument or a session identifier. What others choose is in one place only: the origin of an
 * authorization server that a server names. Events are immutable.
 */
public sealed interface ClientEvent permits StepEnded, LimitReached {

  /** The origin of the MCP server, such as {@code https://mcp.example.com}. */
  String server();

  /** The application's name of the user; empty if it has given none. */
  String user();
}
