package io.github.jerseymcp.config;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the metadata documents are reached. Immutable; each {@code with} method gives a changed
 * copy. Nothing is checked before the configuration is built.
 */
public final class DocumentSettings {

  private static final DocumentSettings DEFAULTS = new DocumentSettings();

  private Optional<String> basePath = Optional.empty();
  private boolean atHostRoot;
  private boolean rootDocument = true;
  private Optional<String> rootResource = Optional.empty();

  private DocumentSettings() {}

  static DocumentSettings defaults() {
    return DEFAULTS;
  }

  /**
   * The public path of the application, where a proxy maps it to another than the container's:
   * empty, or with a leading slash. Default: the container's.
   */
  public DocumentSettings withBasePath(String path) {
    return with(copy -> copy.basePath = Optional.of(path));
  }

  /**
   * Says that the documents are mounted at the root of the host too, so that challenges may point
   * there. Default: they are not.
   */
  public DocumentSettings withHostRoot() {
    return with(copy -> copy.atHostRoot = true);
  }

  /**
   * The resource path that the document address without a path answers with. Default: the only
   * resource, or the one with the shortest path.
   */
  public DocumentSettings withRootDocument(String resourcePath) {
    return with(
        copy -> {
          copy.rootDocument = true;
          copy.rootResource = Optional.of(resourcePath);
        });
  }

  /** Answers 404 at the document address without a path, unless the root itself is protected. */
  public DocumentSettings withoutRootDocument() {
    return with(
        copy -> {
          copy.rootDocument = false;
          copy.rootResource = Optional.empty();
        });
  }

  /** The public path of the application, where it is not the container's. */
  public Optional<String> basePath() {
    return basePath;
  }

  /** Whether the documents are also mounted at the root of the host. */
  public boolean atHostRoot() {
    return atHostRoot;
  }

  /** Whether the address without a path is answered. */
  public boolean rootDocument() {
    return rootDocument;
  }

  /** The resource path that it is answered with, if one is named. */
  public Optional<String> rootResource() {
    return rootResource;
  }

  private DocumentSettings with(Consumer<DocumentSettings> change) {
    DocumentSettings copy = new DocumentSettings();
    copy.basePath = basePath;
    copy.atHostRoot = atHostRoot;
    copy.rootDocument = rootDocument;
    copy.rootResource = rootResource;
    change.accept(copy);
    return copy;
  }
}
