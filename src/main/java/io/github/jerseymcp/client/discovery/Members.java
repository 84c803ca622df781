package io.github.jerseymcp.client.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads lists of texts out of documents, within bounds. */
final class Members {

  private static final int MOST = 1_000;
  private static final int LONGEST = 2_048;

  private Members() {}

  /** The texts of a list; none if it is absent, no list, too long, or has anything else in it. */
  static List<String> texts(Map<String, Object> document, String name) {
    if (!(document.get(name) instanceof List<?> list) || list.size() > MOST) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof String text) || text.length() > LONGEST) {
        return List.of();
      }
      texts.add(text);
    }
    return List.copyOf(texts);
  }
}
