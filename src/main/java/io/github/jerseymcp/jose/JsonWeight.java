package io.github.jerseymcp.jose;

/**
 * What JSON values take of the heap, in bytes: as ours and as Jackson's, on a 64-bit machine with
 * compressed references. {@code JsonHeapTest} compares it with what is seen.
 */
final class JsonWeight {

  /** A number that is no shared one of the Java runtime. */
  static final int BOXED = 24;

  private static final int ARRAY_HEADER = 16;
  private static final int REFERENCE = 4;
  private static final int TEXT = 24;
  private static final int OUR_CONTAINER = 32;
  private static final int SHAPE = 24;
  private static final int THEIR_MAP = 56;
  private static final int THEIR_ENTRY = 40;
  private static final int THEIR_SMALLEST_TABLE = 16;
  private static final int THEIR_LIST = 24;
  private static final int THEIR_SMALLEST_LIST = 10;

  private JsonWeight() {}

  /** A text, which both trees share. */
  static long text(int length, boolean isLatin) {
    return TEXT + array(isLatin ? length : 2L * length);
  }

  /** An integer of many digits, which both trees share. */
  static long bigInteger(int digits) {
    return 40 + array(digits / 2 + 4);
  }

  /** The names of an object and their order, which objects with the same names share. */
  static long shape(int members, boolean isSorted) {
    return SHAPE + references(members) + (isSorted ? references(members) : 0);
  }

  /** An object without what its members are. */
  static long object(int members) {
    if (members == 0) {
      return THEIR_MAP;
    }
    return OUR_CONTAINER + references(members) + theirMap(members);
  }

  /** An array without what its elements are, but with those that are packed. */
  static long array(int elements, boolean isPacked) {
    if (elements == 0) {
      return THEIR_LIST + references(2);
    }
    long ours = OUR_CONTAINER + (isPacked ? array(8L * elements) : references(elements));
    return ours + theirList(elements);
  }

  private static long theirMap(int members) {
    int table = THEIR_SMALLEST_TABLE;
    while (table * 3L / 4 < members) {
      table *= 2;
    }
    return THEIR_MAP + references(table) + (long) THEIR_ENTRY * members;
  }

  private static long theirList(int elements) {
    int places = THEIR_SMALLEST_LIST;
    while (places < elements) {
      places += places / 2;
    }
    return THEIR_LIST + references(places);
  }

  private static long references(int count) {
    return array((long) REFERENCE * count);
  }

  private static long array(long bytes) {
    return ARRAY_HEADER + ((bytes + 7) & ~7L);
  }
}
