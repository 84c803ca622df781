package io.github.jerseymcp.event;

import java.util.Optional;
import java.util.Set;

/** A request was let in, or it was refused. */
public sealed interface Decision extends SecurityEvent permits RequestAccepted, RequestRefused {

  /**
   * The path template of the protected resource, {@code /} for the root. It is empty if the request
   * was for none: for a metadata document, say.
   */
  String resource();

  /** What was asked for. */
  Operation operation();

  /**
   * Whom the token of the request names. It is empty unless the token was verified. In a refusal
   * somebody else may have sent the token.
   */
  Optional<Caller> caller();

  /** The scopes that the operation was found to need. */
  Set<String> needed();

  /**
   * What the log of the application may know the request by: the trace id of its {@code
   * traceparent}, its {@code X-Request-Id}, or an id of the library's own.
   */
  String correlationId();

  /**
   * How long the request had been under way, in nanoseconds; 0 if the request was not seen from its
   * beginning.
   */
  long nanos();
}
