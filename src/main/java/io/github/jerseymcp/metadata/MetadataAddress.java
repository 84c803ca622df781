package io.github.jerseymcp.metadata;

import io.github.jerseymcp.edge.PublicOrigin;
import java.util.Optional;

/**
 * Where resources and their metadata documents are, for an application below a base path.
 *
 * <p>RFC 9728 section 3.1 puts {@code /.well-known/oauth-protected-resource} between host and path.
 * Jersey can serve only what lies below its base path. At base path {@code /api}, and unless the
 * host root is mounted too, the document of {@code https://h/api/mcp} is therefore at {@code
 * https://h/api/.well-known/oauth-protected-resource/mcp}, and the challenge says so (section 5.1).
 * Paths are the undecoded ones of the URI and are never decoded or encoded.
 *
 * @param basePath the servlet context path and the application path; empty at the host root
 * @param hostRootMounted whether documents are served at the root of the host too
 */
public record MetadataAddress(String basePath, boolean hostRootMounted) {

  /** The well-known path of RFC 9728 section 3, which begins with a slash. */
  public static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

  /**
   * Takes the slash from the end of the base path.
   *
   * @throws IllegalArgumentException if the base path neither is empty nor begins with a slash
   */
  public MetadataAddress {
    if (basePath.endsWith("/")) {
      basePath = basePath.substring(0, basePath.length() - 1);
    }
    if (!basePath.isEmpty() && !basePath.startsWith("/")) {
      throw new IllegalArgumentException("A base path begins with a slash");
    }
  }

  /** Addresses for an application at the root of the host. */
  public static MetadataAddress atHostRoot() {
    return new MetadataAddress("", true);
  }

  /**
   * The well-known URL of a resource identifier: a pure function of RFC 9728 section 3.1.
   *
   * @throws IllegalArgumentException if the identifier is relative, names a user, has a fragment,
   *     or is not https (http on loopback)
   */
  public static String of(String resource) {
    int separator = resource.indexOf("://");
    if (separator < 0 || resource.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          "A resource identifier is an absolute URI without fragment");
    }
    int end = authorityEnd(resource, separator + 3);
    String origin = resource.substring(0, end);
    PublicOrigin.of(origin);
    String rest = resource.substring(end);
    boolean loneSlash = rest.equals("/") || rest.startsWith("/?");
    return origin + WELL_KNOWN + (loneSlash ? rest.substring(1) : rest);
  }

  /**
   * The identifier of a resource: origin, base path and path, untouched.
   *
   * @param path the path below the base path, with a slash at its begin; empty for the root
   */
  public String identifier(PublicOrigin origin, String path) {
    return origin + basePath + path;
  }

  /**
   * The URL at which the document of a resource really is.
   *
   * @param path the path below the base path, with a slash at its begin; empty for the root
   */
  public String documentUrl(PublicOrigin origin, String path) {
    String suffix = path.equals("/") ? "" : path;
    return hostRootMounted
        ? origin + WELL_KNOWN + basePath + suffix
        : origin + basePath + WELL_KNOWN + suffix;
  }

  /**
   * The resource path that a request for a document asks for.
   *
   * @param requestPath the undecoded path of the request, from the root of the host
   * @return the path below the base path, empty text for the root document, or empty if the request
   *     is not for a document
   */
  public Optional<String> resourcePath(String requestPath) {
    Optional<String> below = below(basePath + WELL_KNOWN, requestPath);
    if (below.isPresent() || !hostRootMounted) {
      return below;
    }
    return requestPath.equals(WELL_KNOWN)
        ? Optional.of("")
        : below(WELL_KNOWN + basePath, requestPath);
  }

  private static Optional<String> below(String prefix, String path) {
    boolean matches =
        path.startsWith(prefix)
            && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    return matches ? Optional.of(path.substring(prefix.length())) : Optional.empty();
  }

  private static int authorityEnd(String resource, int start) {
    for (int i = start; i < resource.length(); i++) {
      char c = resource.charAt(i);
      if (c == '/' || c == '?') {
        return i;
      }
    }
    return resource.length();
  }
}
