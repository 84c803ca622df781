package io.github.jerseymcp.jose;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A signed JWT taken apart, before anything in it is trusted (RFC 7515 section 7.1).
 *
 * <p>Only the compact serialisation is known: exactly three parts of canonical unpadded base64url,
 * header and payload a JSON object each as {@link StrictJson} reads it. A header with {@code crit},
 * {@code b64} or {@code zip} is refused, since no extension is understood here (RFC 7515 section
 * 4.1.11, RFC 7797 section 7). Header members that point to keys ({@code jwk}, {@code jku}, {@code
 * x5u}, {@code x5c}) have no accessor and are never followed.
 *
 * <p>Immutable and thread-safe. {@link #toString} shows nothing of the token.
 */
public final class CompactJws {

  private static final int MAX_KEY_ID_LENGTH = 256;

  private final Map<String, Object> header;
  private final Map<String, Object> payload;
  private final byte[] signingInput;
  private final byte[] signature;

  private CompactJws(
      Map<String, Object> header,
      Map<String, Object> payload,
      byte[] signingInput,
      byte[] signature) {
    this.header = header;
    this.payload = payload;
    this.signingInput = signingInput;
    this.signature = signature;
  }

  /**
   * Takes a text apart.
   *
   * @param text the text, with nothing before or after
   * @param maximumLength the longest text to look at, in characters
   * @throws MalformedJoseException if it is no acceptable compact JWS
   */
  public static CompactJws parse(String text, int maximumLength) throws MalformedJoseException {
    if (text.length() > maximumLength) {
      throw new MalformedJoseException("Longer than the limit");
    }
    int firstDot = text.indexOf('.');
    int secondDot = text.indexOf('.', firstDot + 1);
    if (firstDot < 0 || secondDot < 0 || text.indexOf('.', secondDot + 1) >= 0) {
      throw new MalformedJoseException("Not three parts");
    }
    Map<String, Object> header = StrictJson.object(Base64Url.decode(text, 0, firstDot));
    checkHeader(header);
    Map<String, Object> payload =
        StrictJson.object(Base64Url.decode(text, firstDot + 1, secondDot));
    byte[] signature = Base64Url.decode(text, secondDot + 1, text.length());
    byte[] signingInput = text.substring(0, secondDot).getBytes(StandardCharsets.US_ASCII);
    return new CompactJws(header, payload, signingInput, signature);
  }

  private static void checkHeader(Map<String, Object> header) throws MalformedJoseException {
    if (header.containsKey("crit") || header.containsKey("b64") || header.containsKey("zip")) {
      throw new MalformedJoseException("A header parameter that is not supported");
    }
    if (!(header.get("alg") instanceof String)) {
      throw new MalformedJoseException("No algorithm");
    }
    checkTextOrAbsent(header, "typ");
    checkTextOrAbsent(header, "kid");
    if (header.get("kid") instanceof String keyId && keyId.length() > MAX_KEY_ID_LENGTH) {
      throw new MalformedJoseException("A key identifier beyond the limit");
    }
  }

  private static void checkTextOrAbsent(Map<String, Object> header, String name)
      throws MalformedJoseException {
    if (header.containsKey(name) && !(header.get(name) instanceof String)) {
      throw new MalformedJoseException("A header parameter of the wrong type");
    }
  }

  /** The {@code alg} of the header, as it is written there. */
  public String algorithm() {
    return text("alg").orElseThrow();
  }

  /** The {@code typ} of the header. */
  public Optional<String> type() {
    return text("typ");
  }

  /** The {@code kid} of the header. */
  public Optional<String> keyId() {
    return text("kid");
  }

  private Optional<String> text(String name) {
    return header.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The header, deeply unmodifiable. */
  public Map<String, Object> header() {
    return header;
  }

  /** The payload, deeply unmodifiable; JSON null is a null value. */
  public Map<String, Object> payload() {
    return payload;
  }

  byte[] signingInput() {
    return signingInput;
  }

  byte[] signature() {
    return signature;
  }

  @Override
  public String toString() {
    return "CompactJws[redacted]";
  }
}
