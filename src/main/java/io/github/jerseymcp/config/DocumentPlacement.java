package io.github.jerseymcp.config;

import java.util.Optional;

/**
 * Where the metadata documents are reached.
 *
 * @param basePath the public path of the application, where it is not the container's; {@code ""}
 *     or with a leading slash
 * @param atHostRoot whether the documents are also mounted at the root of the host, so that
 *     challenges may point there
 * @param rootDocument whether the address without a path is answered
 * @param rootResource the resource path that it is answered with; else the only one, or the
 *     shortest
 */
public record DocumentPlacement(
    Optional<String> basePath,
    boolean atHostRoot,
    boolean rootDocument,
    Optional<String> rootResource) {

  /** At the path of the container, below it, with the root document. */
  static DocumentPlacement standard() {
    return new DocumentPlacement(Optional.empty(), false, true, Optional.empty());
  }

  DocumentPlacement withBasePath(String path) {
    return new DocumentPlacement(Optional.of(path), atHostRoot, rootDocument, rootResource);
  }

  DocumentPlacement withHostRoot(boolean mounted) {
    return new DocumentPlacement(basePath, mounted, rootDocument, rootResource);
  }

  DocumentPlacement withRootDocument(boolean answered, Optional<String> resource) {
    return new DocumentPlacement(basePath, atHostRoot, answered, resource);
  }
}
