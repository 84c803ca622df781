package io.github.jerseymcp.jose;

import org.jspecify.annotations.Nullable;

/**
 * Keeps one copy of what occurs again and again within one JSON text: names, short texts, and the
 * names of objects together. It lives as long as the reading does, and is not thread-safe.
 *
 * <p>Each thing has one place, which the next thing with that hash takes over: so nothing that a
 * unauthenticated caller sends makes it slow or large.
 */
final class SharedJson {

  /** Beyond it a text is hardly ever seen again. */
  private static final int LONGEST = 64;

  private static final int TEXTS = 4096;
  private static final int SHAPES = 64;

  private final @Nullable String[] texts = new String[TEXTS];
  private final @Nullable JsonShape[] shapes = new JsonShape[SHAPES];

  /** An equal text that was seen before, or null; then this one is kept. */
  @Nullable String seen(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    int place = spread(text.hashCode()) & (TEXTS - 1);
    String before = texts[place];
    if (text.equals(before)) {
      return before;
    }
    texts[place] = text;
    return null;
  }

  /** The same names in the same order, seen before, or null. */
  @Nullable JsonShape seen(String[] names) {
    JsonShape before = shapes[placeOf(names)];
    return before != null && before.hasNames(names) ? before : null;
  }

  void keep(String[] names, JsonShape shape) {
    shapes[placeOf(names)] = shape;
  }

  private static int placeOf(String[] names) {
    int hash = names.length;
    for (String name : names) {
      hash = 31 * hash + name.hashCode();
    }
    return spread(hash) & (SHAPES - 1);
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 16);
  }
}
