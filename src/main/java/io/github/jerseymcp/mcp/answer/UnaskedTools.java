package io.github.jerseymcp.mcp.answer;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What a model reads of a tool that needs to ask its client, and gets no answer. */
public final class UnaskedTools {

  /** Where the client was asked. */
  public static final String UNANSWERED = "The client did not answer what the tool had asked";

  /** Where the tool does not come to an end. */
  public static final String TOO_OFTEN = "The tool has asked its client more often than it may";

  /** What a client can be asked, in the order in which it is named. */
  private static final List<String> KINDS = List.of("elicitation", "sampling", "roots");

  private UnaskedTools() {}

  /**
   * Where the client lacks these capabilities; of others than those to be asked nothing is said.
   */
  public static String without(Collection<?> capabilities) {
    String lacking =
        KINDS.stream().filter(capabilities::contains).collect(Collectors.joining(" and "));
    return "The tool must ask its client first, and this client cannot be asked"
        + (lacking.isEmpty() ? "" : ": it lacks " + lacking);
  }
}
