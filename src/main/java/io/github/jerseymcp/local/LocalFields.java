package io.github.jerseymcp.local;

import io.github.jerseymcp.mcp.reply.MessageFields;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The few header fields that a message of this process has; it takes JSON and events. */
record LocalFields(Map<String, String> fields) implements MessageFields {

  private static final List<MediaType> ACCEPTED =
      List.of(MediaType.APPLICATION_JSON_TYPE, MediaType.SERVER_SENT_EVENTS_TYPE);

  @Override
  public List<String> of(String name) {
    return fields.entrySet().stream()
        .filter(field -> field.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public Map<String, List<String>> all() {
    return fields.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, field -> List.of(field.getValue())));
  }

  @Override
  public List<MediaType> accepted() {
    return ACCEPTED;
  }

  /** There is nobody between who could be misled. */
  @Override
  public boolean mirrorBody() {
    return false;
  }
}
