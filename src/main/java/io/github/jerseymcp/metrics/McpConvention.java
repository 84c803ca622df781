package io.github.jerseymcp.metrics;

import io.github.jerseymcp.event.CallEnded;
import io.github.jerseymcp.event.ObservedCall;
import io.github.jerseymcp.event.SessionEnded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What OpenTelemetry's semantic conventions call a call and a session of MCP: "Semantic conventions
 * for Model Context Protocol", in development. The id of a session and of a request are left out:
 * there are too many of them, and the former is half a credential.
 */
final class McpConvention {

  static final String OPERATION_DURATION = "mcp.server.operation.duration";
  static final String OPERATION_TEXT =
      "From the begin of a request of a client to the end of its answer";
  static final String SESSION_DURATION = "mcp.server.session.duration";
  static final String SESSION_TEXT = "From the begin of a session to its end";

  /** The bounds of buckets that the conventions advise, in seconds. */
  static final List<Double> SECONDS =
      List.of(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0);

  static final String METHOD = "mcp.method.name";
  static final String TOOL = "gen_ai.tool.name";
  static final String PROMPT = "gen_ai.prompt.name";
  static final String OPERATION = "gen_ai.operation.name";
  static final String VERSION = "mcp.protocol.version";
  static final String TRANSPORT = "network.transport";
  static final String PROTOCOL = "network.protocol.name";
  static final String ERROR = "error.type";
  static final String STATUS = "rpc.response.status_code";

  /** All that a call can have: what it lacks is said where each meter needs the same tags. */
  static final List<String> OF_CALL =
      List.of(METHOD, TOOL, PROMPT, OPERATION, VERSION, TRANSPORT, PROTOCOL, ERROR, STATUS);

  private McpConvention() {}

  /** The name of a span: {@code tools/call add_note}. */
  static String nameOf(ObservedCall call) {
    return call.operation().toString();
  }

  /** What is known at the begin. */
  static Map<String, String> begun(ObservedCall call) {
    Map<String, String> known = new LinkedHashMap<>();
    String method = call.operation().method();
    known.put(METHOD, method);
    if (method.equals("tools/call")) {
      known.put(OPERATION, "execute_tool");
      call.operation().name().ifPresent(name -> known.put(TOOL, name));
    } else if (method.equals("prompts/get")) {
      call.operation().name().ifPresent(name -> known.put(PROMPT, name));
    }
    call.protocolVersion().ifPresent(version -> known.put(VERSION, version));
    known.put(TRANSPORT, "tcp");
    known.put(PROTOCOL, "http");
    return known;
  }

  /** What becomes known at the end. */
  static Map<String, String> ended(CallEnded end) {
    Map<String, String> known = new LinkedHashMap<>();
    errorType(end).ifPresent(type -> known.put(ERROR, type));
    end.errorCode().ifPresent(code -> known.put(STATUS, String.valueOf(code)));
    return known;
  }

  static Map<String, String> ended(SessionEnded end) {
    Map<String, String> known = new LinkedHashMap<>();
    known.put(VERSION, end.session().protocolVersion());
    known.put(TRANSPORT, "tcp");
    known.put(PROTOCOL, "http");
    errorType(end).ifPresent(type -> known.put(ERROR, type));
    return known;
  }

  /** What went wrong with a call, if anything did. */
  static Optional<String> errorType(CallEnded end) {
    if (end.errorCode().isPresent()) {
      return Optional.of(String.valueOf(end.errorCode().getAsInt()));
    }
    return end.outcome() == CallEnded.Outcome.ANSWERED
        ? Optional.empty()
        : Optional.of(lower(end.outcome()));
  }

  private static Optional<String> errorType(SessionEnded end) {
    return switch (end.why()) {
      case DELETED, IDLE, TOO_OLD, CLOSING -> Optional.empty();
      case CROWDED_OUT, NOT_DELIVERED -> Optional.of(lower(end.why()));
    };
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
