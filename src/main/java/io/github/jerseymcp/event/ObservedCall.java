package io.github.jerseymcp.event;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request of a client to an MCP server, as the events about it name it. It holds nothing of its
 * parameters but the trace.
 *
 * @param number tells it from all other calls, sessions and streams of this process
 * @param resource the path template of the protected resource
 * @param operation the method, and the tool or prompt if the server is known to have it
 * @param caller whose token it came with
 * @param session the number of the session that it belongs to; empty where there are none
 * @param protocolVersion the version of MCP that its session agreed on or its header names, if
 *     there is one
 * @param correlationId what the log of the application may know it by
 * @param traceParent {@code params._meta.traceparent}, if that is well-formed (W3C Trace Context,
 *     section 3.2)
 * @param requestTraceParent what the HTTP request says of its trace in its field, if that is
 *     well-formed
 */
public record ObservedCall(
    long number,
    String resource,
    Operation operation,
    Caller caller,
    OptionalLong session,
    Optional<String> protocolVersion,
    String correlationId,
    Optional<String> traceParent,
    Optional<String> requestTraceParent) {}
