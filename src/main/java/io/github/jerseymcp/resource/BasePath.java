package io.github.jerseymcp.resource;

import org.jspecify.annotations.Nullable;

/** Spells the path of an application, as a container reports it, in one way. */
public final class BasePath {

  private BasePath() {}

  /**
   * The path without encodings, doubled slashes, dots and matrix parameters that a client can vary.
   *
   * @param raw the undecoded path of the base URI
   * @return {@code ""} for the root, else a path with a leading and no trailing slash
   */
  public static String of(@Nullable String raw) {
    return raw == null || raw.isEmpty() || raw.equals("/") ? "" : RequestPath.of(raw).lenient();
  }
}
