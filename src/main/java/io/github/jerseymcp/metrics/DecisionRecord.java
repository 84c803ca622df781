package io.github.jerseymcp.metrics;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** What the flight recorder keeps of one decision. It names no caller. */
@Name("io.github.jerseymcp.Decision")
@Label("MCP Decision")
@Category("Jersey MCP Security")
@Description("A request to a protected resource was let in, or it was refused")
@Enabled(false)
@StackTrace(false)
final class DecisionRecord extends Event {

  @Label("Outcome")
  String outcome = "";

  @Label("Resource")
  String resource = "";

  @Label("Operation")
  String operation = "";

  @Label("Cause")
  String cause = "";

  @Label("Status")
  int status;

  @Label("Correlation Id")
  String correlationId = "";

  @Label("Time to Decide")
  @Timespan(Timespan.NANOSECONDS)
  long decided;
}
