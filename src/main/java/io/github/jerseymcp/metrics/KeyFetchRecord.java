package io.github.jerseymcp.metrics;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** What the flight recorder keeps of one attempt to fetch keys. */
@Name("io.github.jerseymcp.KeyFetch")
@Label("MCP Key Fetch")
@Category("Jersey MCP Security")
@Description("The keys of an issuer were fetched, or could not be")
@Enabled(false)
@StackTrace(false)
final class KeyFetchRecord extends Event {

  @Label("Issuer")
  String issuer = "";

  @Label("Fetched")
  boolean fetched;

  @Label("Keys")
  int keys;

  @Label("Time to Fetch")
  @Timespan(Timespan.NANOSECONDS)
  long took;
}
