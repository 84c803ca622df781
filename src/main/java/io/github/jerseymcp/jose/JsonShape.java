package io.github.jerseymcp.jose;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The names of an object in their order; many objects share one. Immutable.
 *
 * <p>Many names are found by their alphabetical order and not by a hash: names come from
 * unauthenticated callers, who can make up as many with one hash as they like.
 */
final class JsonShape {

  /** So many names are looked through as fast as they are searched. */
  private static final int FEW = 16;

  private final String[] names;

  /** The places of the names in alphabetical order; null if they are few. */
  private final int @Nullable [] sorted;

  private JsonShape(String[] names, int @Nullable [] sorted) {
    this.names = names;
    this.sorted = sorted;
  }

  /**
   * Takes the names over.
   *
   * @throws MalformedJoseException if two are equal
   */
  static JsonShape of(String[] names) throws MalformedJoseException {
    if (names.length > FEW) {
      return new JsonShape(names, sort(names));
    }
    long seen = 0;
    for (int i = 0; i < names.length; i++) {
      long bit = 1L << names[i].hashCode();
      if ((seen & bit) != 0) {
        checkOneOf(names, i);
      }
      seen |= bit;
    }
    return new JsonShape(names, null);
  }

  private static void checkOneOf(String[] names, int place) throws MalformedJoseException {
    for (int i = 0; i < place; i++) {
      if (names[i].equals(names[place])) {
        throw StrictJson.malformed();
      }
    }
  }

  private static int[] sort(String[] names) throws MalformedJoseException {
    Integer[] places = new Integer[names.length];
    Arrays.setAll(places, place -> place);
    Arrays.sort(places, Comparator.comparing((Integer place) -> names[place]));
    int[] sorted = new int[places.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = places[i];
      if (i > 0 && names[sorted[i]].equals(names[sorted[i - 1]])) {
        throw StrictJson.malformed();
      }
    }
    return sorted;
  }

  int size() {
    return names.length;
  }

  boolean isSorted() {
    return sorted != null;
  }

  String name(int place) {
    return names[place];
  }

  boolean hasNames(String[] others) {
    return Arrays.equals(names, others);
  }

  /** The place of a name, or -1. */
  int placeOf(@Nullable Object name) {
    if (!(name instanceof String text)) {
      return -1;
    }
    int[] order = sorted;
    if (order != null) {
      return search(order, text);
    }
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(text)) {
        return i;
      }
    }
    return -1;
  }

  private int search(int[] order, String name) {
    int low = 0;
    int high = order.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int comparison = names[order[middle]].compareTo(name);
      if (comparison == 0) {
        return order[middle];
      } else if (comparison < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }
}
