package io.github.jerseymcp.example.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** A client by others, as the table of clients runs it. */
interface SessionClient {

  /** What a client saw; an empty text where it cannot make such a call. */
  record Report(
      List<String> tools,
      String simple,
      String logging,
      String sampling,
      String elicitation,
      String reconnection) {

    static Report of(JsonNode json) {
      return new Report(
          names(json.path("tools")),
          json.path("simple").asText(),
          json.path("logging").asText(),
          json.path("sampling").asText(),
          json.path("elicitation").asText(),
          json.path("reconnection").asText());
    }

    static List<String> names(JsonNode tools) {
      return tools.valueStream().map(tool -> tool.path("name").asText(tool.asText())).toList();
    }
  }

  /** Lists the tools and calls some. */
  Report use(String endpoint, String token) throws Exception;

  Set<Trait> traits();

  /** What not every client does. */
  enum Trait {
    /** It lets the server ask for samples and elicit. */
    ANSWERS,
    /** It ends its session. */
    ENDS,
    /** It comes back for the rest of an answer whose connection the server ended. */
    POLLS,
    /** It asks first for a newer protocol, which this endpoint does not speak. */
    PROBES
  }
}
