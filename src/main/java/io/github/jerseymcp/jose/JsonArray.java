package io.github.jerseymcp.jose;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The elements of an array: as they are, or packed where all are numbers of one kind. Immutable.
 */
final class JsonArray {

  private JsonArray() {}

  static boolean isPacked(List<Object> array) {
    return array instanceof Longs || array instanceof Doubles;
  }

  /** Makes a list of what stands in a part of this array. */
  static List<Object> of(@Nullable Object[] source, int from, int to) {
    if (areAll(Double.class, source, from, to)) {
      double[] numbers = new double[to - from];
      for (int i = from; i < to; i++) {
        numbers[i - from] = number(source[i]).doubleValue();
      }
      return new Doubles(numbers);
    }
    if (areAll(Long.class, source, from, to) && isAnyBoxed(source, from, to)) {
      long[] numbers = new long[to - from];
      for (int i = from; i < to; i++) {
        numbers[i - from] = number(source[i]).longValue();
      }
      return new Longs(numbers);
    }
    @Nullable Object[] elements = new Object[to - from];
    System.arraycopy(source, from, elements, 0, elements.length);
    return new Values(elements);
  }

  /**
   * Whether a value is a number that takes memory of its own; the runtime shares the small ones.
   */
  static boolean isBoxed(@Nullable Object value) {
    return value instanceof Double
        || (value instanceof Long number && (number < Byte.MIN_VALUE || number > Byte.MAX_VALUE));
  }

  private static boolean areAll(Class<?> type, @Nullable Object[] source, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!type.isInstance(source[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAnyBoxed(@Nullable Object[] source, int from, int to) {
    for (int i = from; i < to; i++) {
      if (isBoxed(source[i])) {
        return true;
      }
    }
    return false;
  }

  private static Number number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number;
    }
    throw new IllegalArgumentException("Not a number");
  }

  @SuppressWarnings("NullAway") // JSON null is a null element, see StrictJson.
  private static final class Values extends AbstractList<Object> implements RandomAccess {

    private final @Nullable Object[] elements;

    Values(@Nullable Object[] elements) {
      this.elements = elements;
    }

    @Override
    public @Nullable Object get(int index) {
      return elements[index];
    }

    @Override
    public int size() {
      return elements.length;
    }
  }

  private static final class Longs extends AbstractList<Object> implements RandomAccess {

    private final long[] elements;

    Longs(long[] elements) {
      this.elements = elements;
    }

    @Override
    public Object get(int index) {
      return elements[index];
    }

    @Override
    public int size() {
      return elements.length;
    }
  }

  private static final class Doubles extends AbstractList<Object> implements RandomAccess {

    private final double[] elements;

    Doubles(double[] elements) {
      this.elements = elements;
    }

    @Override
    public Object get(int index) {
      return elements[index];
    }

    @Override
    public int size() {
      return elements.length;
    }
  }
}
