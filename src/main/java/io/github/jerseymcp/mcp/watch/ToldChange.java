package io.github.jerseymcp.mcp.watch;

import io.github.jerseymcp.feed.Change;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How a client is told of a change: by the same notifications in all versions of MCP. */
public final class ToldChange {

  private static final String TOOLS = "notifications/tools/list_changed";
  private static final String PROMPTS = "notifications/prompts/list_changed";
  private static final String RESOURCES = "notifications/resources/list_changed";
  private static final String RESOURCE = "notifications/resources/updated";

  private ToldChange() {}

  /** The method of the notification of one thing. */
  public static String methodOf(Change change) {
    return switch (change.kind()) {
      case TOOLS -> TOOLS;
      case PROMPTS -> PROMPTS;
      case RESOURCES -> RESOURCES;
      case RESOURCE -> RESOURCE;
      case EVERYTHING -> throw new IllegalArgumentException("Each thing is told of by itself");
    };
  }

  /** The parameters of the notification, which may be added to. */
  public static Map<String, Object> paramsOf(Change change) {
    Map<String, Object> params = new LinkedHashMap<>();
    if (change.kind() == Change.Kind.RESOURCE) {
      params.put("uri", change.uri());
    }
    return params;
  }

  /** What a notification says has changed, if that is a list. */
  public static Optional<Change> ofMethod(String method) {
    return switch (method) {
      case TOOLS -> Optional.of(Change.tools());
      case PROMPTS -> Optional.of(Change.prompts());
      case RESOURCES -> Optional.of(Change.resources());
      default -> Optional.empty();
    };
  }

  /** Whether a notification says that something has changed. */
  public static boolean isTold(String method) {
    return method.equals(RESOURCE) || ofMethod(method).isPresent();
  }

  /** What a notification with these parameters says has changed, if anything. */
  public static Optional<Change> of(String method, Map<?, ?> params) {
    return method.equals(RESOURCE) && params.get("uri") instanceof String uri && Change.isUri(uri)
        ? Optional.of(Change.resource(uri))
        : ofMethod(method);
  }
}
