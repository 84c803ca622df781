package io.github.jerseymcp.mcp.reply;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** The header fields that came with a message. A transport that is not HTTP has few. */
public interface MessageFields {

  /** All fields of this name, none if there is none. */
  List<String> of(String name);

  /** All fields by their names. */
  Map<String, List<String>> all();

  /** The types of answers that the client takes. */
  List<MediaType> accepted();

  /**
   * Whether they say what the body says as well, as MCP 2026-07-28 demands of a header that others
   * may route by.
   */
  boolean mirrorBody();

  /** Those of a request over HTTP. */
  static MessageFields of(HttpHeaders headers) {
    return new MessageFields() {
      @Override
      public List<String> of(String name) {
        List<String> fields = headers.getRequestHeader(name);
        return fields == null ? List.of() : fields;
      }

      @Override
      public Map<String, List<String>> all() {
        return headers.getRequestHeaders();
      }

      @Override
      public List<MediaType> accepted() {
        return headers.getAcceptableMediaTypes();
      }

      @Override
      public boolean mirrorBody() {
        return true;
      }
    };
  }
}
