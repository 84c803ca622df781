package io.github.jerseymcp.jose;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object without leniency (RFC 8259; RFC 7515 section 4; RFC 8725 section 2.4).
 *
 * <p>Refused: a member name that occurs twice at any level, a byte order mark, invalid UTF-8, a
 * lone surrogate, anything after the object, more than 32 levels, names over 256 characters,
 * numbers over 64 characters, and numbers that are not finite as a double.
 *
 * <p>Objects become maps in their order, arrays lists, numbers {@link Long}, {@link
 * java.math.BigInteger} or {@link Double}; all of it is unmodifiable. JSON {@code null} is kept as
 * a null value of a present key, so that a claim that is null can be told from one that is absent:
 * ask {@link Map#containsKey} before {@link Map#get}.
 */
public final class StrictJson {

  private static final int MAX_DEPTH = 32;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(256)
                  .maxNumberLength(64)
                  // What is parsed is bounded already: a text is never longer than the whole.
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          // Names come from strangers: they must not fill a table that is shared by all parsers.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private StrictJson() {}

  /**
   * Reads the object that these bytes are.
   *
   * @throws MalformedJoseException if they are anything else
   */
  public static Map<String, Object> object(byte[] utf8) throws MalformedJoseException {
    String text = decode(utf8);
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed();
      }
      Map<String, Object> object = readObject(parser);
      if (parser.nextToken() != null) {
        throw malformed();
      }
      return object;
    } catch (IOException | NumberFormatException e) {
      throw malformed();
    }
  }

  private static String decode(byte[] utf8) throws MalformedJoseException {
    if (isAscii(utf8)) {
      return new String(utf8, StandardCharsets.ISO_8859_1);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(utf8))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed();
    }
  }

  private static boolean isAscii(byte[] bytes) {
    int bits = 0;
    for (byte octet : bytes) {
      bits |= octet;
    }
    return bits >= 0;
  }

  private static Map<String, Object> readObject(JsonParser parser)
      throws IOException, MalformedJoseException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = wellFormed(parser.currentName());
      if (members.containsKey(name)) {
        throw malformed();
      }
      putNullable(members, name, readValue(parser, parser.nextToken()));
    }
    return Collections.unmodifiableMap(members);
  }

  private static List<Object> readArray(JsonParser parser)
      throws IOException, MalformedJoseException {
    List<Object> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      addNullable(elements, readValue(parser, token));
    }
    return Collections.unmodifiableList(elements);
  }

  /** Recurses no deeper than the parser's own limit on nesting allows. */
  private static @Nullable Object readValue(JsonParser parser, @Nullable JsonToken token)
      throws IOException, MalformedJoseException {
    if (token == null) {
      throw malformed();
    }
    return switch (token) {
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> readArray(parser);
      case VALUE_STRING -> wellFormed(parser.getText());
      case VALUE_NUMBER_INT -> readInteger(parser);
      case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw malformed();
    };
  }

  private static Object readInteger(JsonParser parser) throws IOException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      return parser.getBigIntegerValue();
    }
    return parser.getLongValue();
  }

  private static Double finite(double number) throws MalformedJoseException {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw malformed();
    }
    return number;
  }

  /** Two texts with different lone surrogates are one text once encoded: one user as another. */
  private static String wellFormed(String text) throws MalformedJoseException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw malformed();
        }
        i++;
      }
    }
    return text;
  }

  @SuppressWarnings("NullAway") // JSON null is kept on purpose, see the class comment.
  private static void putNullable(
      Map<String, Object> members, String name, @Nullable Object value) {
    members.put(name, value);
  }

  @SuppressWarnings("NullAway") // JSON null is kept on purpose, see the class comment.
  private static void addNullable(List<Object> elements, @Nullable Object value) {
    elements.add(value);
  }

  private static MalformedJoseException malformed() {
    return new MalformedJoseException("Not an acceptable JSON object");
  }
}
