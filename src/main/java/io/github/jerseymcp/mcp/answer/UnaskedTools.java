package io.github.jerseymcp.mcp.answer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a model reads of a tool that needs to ask its client, and gets no answer. */
public final class UnaskedTools {

  /** Where the client was asked. */
  public static final String UNANSWERED = "The client did not answer what the tool had asked";

  /** Where the tool does not come to an end. */
  public static final String TOO_OFTEN = "The tool has asked its client more often than it may";

  /** Where a handler waits for the answer, and its client is of a version that asks otherwise. */
  public static final String WAITING =
      "The tool waits for an answer while it runs, and this client cannot be asked in that way";

  /** What a handler is told that asks the client of a request which belongs to no session. */
  public static final String NOBODY = "The client of this request can be asked nothing";

  /** The end of what the SDK tells a handler whose client lacks a capability; it has no type. */
  private static final Map<String, String> ENDS =
      Map.of(
          "be configured with sampling capabilities",
          "sampling",
          "be configured with elicitation capabilities",
          "elicitation",
          "be configured with form elicitation capabilities",
          "elicitation",
          "be configured with URL elicitation capabilities",
          "elicitation",
          NOBODY,
          "roots");

  /** What a client can be asked, in the order in which it is named. */
  private static final List<String> KINDS = List.of("elicitation", "sampling", "roots");

  private static final int LONGEST = 100;

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

  /** What a handler has asked in vain, by the text that it failed with; empty if it is another. */
  public static Optional<String> askedInVain(@Nullable String failure) {
    return failure == null || failure.length() > LONGEST
        ? Optional.empty()
        : ENDS.entrySet().stream()
            .filter(end -> failure.endsWith(end.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
  }
}
