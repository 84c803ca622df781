package io.github.jerseymcp.example.conformance;

import io.github.jerseymcp.mcp.StreamLimits;
import java.time.Duration;

/** How the endpoint answers a call that sends nothing before its result. */
enum AnswerForm {
  JSON,
  EVENTS;

  StreamLimits limits(StreamLimits streams) {
    return this == JSON ? streams : streams.withOpenAfter(Duration.ZERO);
  }
}
