package io.github.jerseymcp.request;

import io.github.jerseymcp.event.RequestTrail;
import io.github.jerseymcp.resource.ResourceMatch;
import org.jspecify.annotations.Nullable;

/**
 * A request whose protected resource is known, and nothing else yet.
 *
 * @param match the resource, and its concrete path
 * @param basePath the path of the application, {@code ""} or with a leading slash
 * @param isPublic whether the handler is opened with {@code @McpPublic}
 * @param trail what is remembered of it for events
 */
public record FoundRequest(
    ResourceMatch match, String basePath, boolean isPublic, RequestTrail trail)
    implements ProtectedRequest {

  @Override
  public FoundRequest found() {
    return this;
  }

  @Override
  public @Nullable AdmittedRequest admitted() {
    return null;
  }

  /** Whether a caller who may make this request may make another one. */
  public boolean covers(FoundRequest other) {
    return match.equals(other.match)
        && basePath.equals(other.basePath)
        && (!isPublic || other.isPublic);
  }
}
