package io.github.jerseymcp.event;

/**
 * A session of MCP, as the events about it name it. Its id is in none: who knows that is half way
 * in.
 *
 * @param number tells it from all other calls, sessions and streams of this process
 * @param resource the path template of the protected resource
 * @param caller whose session it is
 * @param protocolVersion the version of MCP that was agreed on
 * @param correlationId what the log of the application may know the request by that began it
 */
public record ObservedSession(
    long number, String resource, Caller caller, String protocolVersion, String correlationId) {}
