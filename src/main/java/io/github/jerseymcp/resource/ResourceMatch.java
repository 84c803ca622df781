package io.github.jerseymcp.resource;

import org.jspecify.annotations.Nullable;

/**
 * The protected resource that a request path belongs to, and its concrete path. Equal for equal
 * resources and paths. Thread-safe.
 */
public final class ResourceMatch {

  private final ProtectedResource resource;
  private final String path;
  private volatile @Nullable Identified last;

  /**
   * A match.
   *
   * @param resource the resource
   * @param path its concrete path, relative to the base of the application: the values of the
   *     request in place of the variables, {@code ""} for the root
   */
  public ResourceMatch(ProtectedResource resource, String path) {
    this.resource = resource;
    this.path = path;
  }

  /** The resource. */
  public ProtectedResource resource() {
    return resource;
  }

  /** The concrete path, relative to the base of the application. */
  public String path() {
    return path;
  }

  /**
   * The resource identifier (RFC 8707): origin, base and path. The last one is remembered, since
   * most applications are reached in one way.
   *
   * @param origin the public origin, without a slash at its end
   * @param basePath the path of the application, {@code ""} or with a leading slash
   */
  public String identifierAt(String origin, String basePath) {
    Identified known = last;
    if (known == null || !known.origin.equals(origin) || !known.basePath.equals(basePath)) {
      known = new Identified(origin, basePath, origin + basePath + path);
      last = known;
    }
    return known.identifier;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ResourceMatch match
        && resource.equals(match.resource)
        && path.equals(match.path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return "ResourceMatch[" + path + "]";
  }

  private record Identified(String origin, String basePath, String identifier) {}
}
