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
import java.util.Map;

/**
 * Reads one JSON object without leniency (RFC 8259; RFC 7515 section 4; RFC 8725 section 2.4).
 *
 * <p>Refused: a member name that occurs twice at any level, a byte order mark, invalid UTF-8, a
 * lone surrogate, anything after the object, more than 32 levels, names over 256 characters,
 * numbers over 64 characters, numbers that are not finite as a double, and more values or memory
 * than {@link JsonBounds} let.
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
          // Anybody may choose the names: they must not fill a table that all parsers share.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private StrictJson() {}

  /**
   * Reads the object that these bytes are, within {@link JsonBounds#defaults()}.
   *
   * @throws MalformedJoseException if they are anything else
   */
  public static Map<String, Object> object(byte[] utf8) throws MalformedJoseException {
    return weighed(utf8, JsonBounds.defaults()).members();
  }

  /**
   * Reads the object that these bytes are, and says what it costs to keep.
   *
   * @throws HeavyJsonException if it is beyond the bounds; hardly more than they let was taken then
   * @throws MalformedJoseException if they are anything else
   */
  public static WeighedJson weighed(byte[] utf8, JsonBounds bounds) throws MalformedJoseException {
    boolean ascii = isAscii(utf8);
    String text = ascii ? new String(utf8, StandardCharsets.ISO_8859_1) : decode(utf8);
    boolean plain = ascii && text.indexOf('\\') < 0;
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed();
      }
      WeighedJson object = new JsonTree(parser, utf8.length, plain, bounds).object();
      if (parser.nextToken() != null) {
        throw malformed();
      }
      return object;
    } catch (IOException | NumberFormatException e) {
      throw malformed();
    }
  }

  private static String decode(byte[] utf8) throws MalformedJoseException {
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

  static MalformedJoseException malformed() {
    return new MalformedJoseException("Not an acceptable JSON object");
  }
}
