package io.github.jerseymcp.jose;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object in their order, on two arrays. Immutable, but that it has null values.
 */
@SuppressWarnings("NullAway") // JSON null is a null value, see StrictJson.
final class JsonObject extends AbstractMap<String, Object> {

  private final JsonShape shape;
  private final @Nullable Object[] values;

  /** Takes the values over, which are as many as the shape has names. */
  JsonObject(JsonShape shape, @Nullable Object[] values) {
    this.shape = shape;
    this.values = values;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return shape.placeOf(name) >= 0;
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    int place = shape.placeOf(name);
    return place < 0 ? null : values[place];
  }

  @Override
  public @Nullable Object getOrDefault(@Nullable Object name, @Nullable Object otherwise) {
    int place = shape.placeOf(name);
    return place < 0 ? otherwise : values[place];
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return new Members();
  }

  private final class Members extends AbstractSet<Map.Entry<String, Object>> {

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public Iterator<Map.Entry<String, Object>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < values.length;
        }

        @Override
        public Map.Entry<String, Object> next() {
          if (next >= values.length) {
            throw new NoSuchElementException();
          }
          int place = next++;
          return new SimpleImmutableEntry<>(shape.name(place), values[place]);
        }
      };
    }
  }
}
