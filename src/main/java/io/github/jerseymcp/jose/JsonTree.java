package io.github.jerseymcp.jose;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of what a parser reads, and counts and weighs them as it goes: what is too much is
 * noticed before it is there. For one text and one thread.
 */
final class JsonTree {

  /** Below it nothing that is shared would be worth the place to remember it in. */
  private static final int SMALL = 4096;

  private static final int FIRST_PLACES = 32;

  private final JsonParser parser;
  private final int mostNodes;
  private final long mostWeight;
  private final boolean isPlain;
  private final @Nullable SharedJson shared;

  /** Names and values of the containers that are not complete yet. */
  private @Nullable Object[] pending = new Object[FIRST_PLACES];

  private int top;
  private int nodes;
  private long weight;

  /**
   * Reads from a parser.
   *
   * @param bytes the size of the text
   * @param isPlain whether it has ASCII characters alone, and no escapes
   */
  JsonTree(JsonParser parser, int bytes, boolean isPlain, JsonBounds bounds) {
    this.parser = parser;
    this.isPlain = isPlain;
    this.mostNodes = bounds.nodes();
    this.mostWeight = bounds.weightOf(bytes);
    this.shared = bytes > SMALL ? new SharedJson() : null;
  }

  /** Reads the rest of an object whose beginning was read. */
  WeighedJson object() throws IOException, MalformedJoseException {
    count();
    Map<String, Object> members = readObject();
    return new WeighedJson(members, weight);
  }

  private Map<String, Object> readObject() throws IOException, MalformedJoseException {
    int start = top;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      push(text(parser.currentName()));
      push(readValue(parser.nextToken()));
    }
    int size = (top - start) / 2;
    weigh(JsonWeight.object(size));
    if (size == 0) {
      return Collections.emptyMap();
    }
    String[] names = new String[size];
    @Nullable Object[] values = new Object[size];
    for (int i = 0; i < size; i++) {
      names[i] = (String) pending[start + 2 * i];
      values[i] = pending[start + 2 * i + 1];
      weigh(JsonArray.isBoxed(values[i]) ? JsonWeight.BOXED : 0);
    }
    pop(start);
    return new JsonObject(shape(names), values);
  }

  private JsonShape shape(String[] names) throws MalformedJoseException {
    JsonShape before = shared == null ? null : shared.seen(names);
    if (before != null) {
      return before;
    }
    JsonShape shape = JsonShape.of(names);
    weigh(JsonWeight.shape(names.length, shape.isSorted()));
    if (shared != null) {
      shared.keep(names, shape);
    }
    return shape;
  }

  private List<Object> readArray() throws IOException, MalformedJoseException {
    int start = top;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      push(readValue(token));
    }
    if (top == start) {
      weigh(JsonWeight.array(0, false));
      return Collections.emptyList();
    }
    List<Object> array = JsonArray.of(pending, start, top);
    boolean packed = JsonArray.isPacked(array);
    weigh(JsonWeight.array(top - start, packed));
    for (int i = start; i < top && !packed; i++) {
      weigh(JsonArray.isBoxed(pending[i]) ? JsonWeight.BOXED : 0);
    }
    pop(start);
    return array;
  }

  /** Recurses no deeper than the parser's own limit on nesting allows. */
  private @Nullable Object readValue(@Nullable JsonToken token)
      throws IOException, MalformedJoseException {
    if (token == null) {
      throw StrictJson.malformed();
    }
    count();
    return switch (token) {
      case START_OBJECT -> readObject();
      case START_ARRAY -> readArray();
      case VALUE_STRING -> text(parser.getText());
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw StrictJson.malformed();
    };
  }

  private Object integer() throws IOException, MalformedJoseException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      weigh(JsonWeight.bigInteger(parser.getTextLength()));
      return parser.getBigIntegerValue();
    }
    Long number = parser.getLongValue();
    weigh(JsonArray.isBoxed(number) ? JsonWeight.BOXED : 0);
    return number;
  }

  private Double finite(double number) throws MalformedJoseException {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw StrictJson.malformed();
    }
    weigh(JsonWeight.BOXED);
    return number;
  }

  private String text(String text) throws MalformedJoseException {
    String before = shared == null ? null : shared.seen(text);
    if (before != null) {
      return before;
    }
    weigh(JsonWeight.text(text.length(), isPlain || checkSurrogates(text)));
    return text;
  }

  /**
   * Two texts with different lone surrogates are one text once encoded: one user as another.
   *
   * @return whether all characters are of Latin-1, of which one takes a byte
   */
  private static boolean checkSurrogates(String text) throws MalformedJoseException {
    char all = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      all |= c;
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw StrictJson.malformed();
        }
        i++;
      }
    }
    return all < 0x100;
  }

  private void count() throws HeavyJsonException {
    nodes++;
    if (nodes > mostNodes) {
      throw new HeavyJsonException();
    }
  }

  private void weigh(long bytes) throws HeavyJsonException {
    weight += bytes;
    if (weight > mostWeight) {
      throw new HeavyJsonException();
    }
  }

  private void push(@Nullable Object value) {
    if (top == pending.length) {
      pending = Arrays.copyOf(pending, 2 * top);
    }
    pending[top] = value;
    top++;
  }

  private void pop(int start) {
    Arrays.fill(pending, start, top, null);
    top = start;
  }
}
