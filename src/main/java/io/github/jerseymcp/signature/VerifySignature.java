package io.github.jerseymcp.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.jerseymcp.jose.Base64Url;
import io.github.jerseymcp.jose.Sha256;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Verifies the signature of one request (RFC 9421 section 3.2): exactly one signature, whose form,
 * parameters and components are looked at before any arithmetic is done. Thread-safe.
 */
public final class VerifySignature {

  static final String TAG = "mcp";
  static final List<String> ALWAYS = List.of("@method", "@target-uri", "content-digest");

  /** Who the caller is, how the body is to be read, and what else a request would ask for. */
  static final List<String> WHERE_SENT =
      List.of(
          "authorization",
          "content-type",
          "content-encoding",
          "mcp-session-id",
          "mcp-protocol-version",
          "last-event-id",
          "x-http-method-override");

  private static final int LONGEST_INPUT = 4096;
  private static final int LONGEST_SIGNATURE = 256;
  private static final int SHORTEST_NONCE = 16;
  private static final int LONGEST_NONCE = 128;

  private final Map<String, SignatureKey> keys;
  private final List<String> whereSent;
  private final Duration longest;
  private final Duration ahead;
  private final InstantSource time;

  /**
   * Verifies with these keys.
   *
   * @param credentials the fields in which credentials come beside {@code Authorization}, in lower
   *     case
   * @param longest the longest life of a signature
   * @param ahead how far its beginning may lie ahead
   */
  public VerifySignature(
      Collection<SignatureKey> keys,
      Collection<String> credentials,
      Duration longest,
      Duration ahead,
      InstantSource time) {
    this.keys = keys.stream().collect(Collectors.toUnmodifiableMap(SignatureKey::id, key -> key));
    this.whereSent = Stream.concat(WHERE_SENT.stream(), credentials.stream()).toList();
    this.longest = longest;
    this.ahead = ahead;
    this.time = time;
  }

  /**
   * Verifies the head of a request.
   *
   * @param issuer who issued its token
   * @param clientId the client of its token, if that is known
   * @throws InvalidSignatureException if it is refused; nothing else is thrown
   */
  public VerifiedSignature verify(SignedMessage message, String issuer, Optional<String> clientId)
      throws InvalidSignatureException {
    SignatureInput input = SignatureInput.parse(only(message, "signature-input", LONGEST_INPUT));
    byte[] signature = signature(only(message, "signature", LONGEST_SIGNATURE), input.label());
    checkParameters(input);
    checkComponents(input, message);
    SignatureKey key = keys.get(input.texts().getOrDefault("keyid", ""));
    if (key == null) {
      throw new InvalidSignatureException(SignatureFault.KEY);
    }
    String algorithm = input.texts().getOrDefault("alg", key.algorithm());
    require(algorithm.equals(key.algorithm()), SignatureFault.ALGORITHM);
    Instant expires = timely(input);
    byte[] digest = digest(message);
    byte[] base = message.base(input.components(), input.parameters());
    require(key.verifies(base, signature), SignatureFault.SIGNATURE);
    require(key.countsFor(issuer, clientId), SignatureFault.CLIENT);
    return new VerifiedSignature(replayKey(input), expires, digest);
  }

  private static String only(SignedMessage message, String field, int longestValue)
      throws InvalidSignatureException {
    List<String> lines = message.fields().apply(field);
    require(!lines.isEmpty(), SignatureFault.MISSING);
    require(lines.size() == 1, SignatureFault.SEVERAL);
    String value = lines.get(0);
    require(value.length() <= longestValue, SignatureFault.TOO_LONG);
    return value;
  }

  private static byte[] signature(String field, String label) throws InvalidSignatureException {
    StructuredText text = new StructuredText(field);
    String own = text.key();
    text.need('=');
    byte[] signature = text.bytes();
    text.end();
    require(own.equals(label), SignatureFault.MALFORMED);
    return signature;
  }

  private static void checkParameters(SignatureInput input) throws InvalidSignatureException {
    String nonce = input.texts().getOrDefault("nonce", "");
    require(
        input.times().size() == 2
            && nonce.length() >= SHORTEST_NONCE
            && nonce.length() <= LONGEST_NONCE
            && input.texts().containsKey("keyid")
            && TAG.equals(input.texts().get("tag")),
        SignatureFault.PARAMETERS);
  }

  private void checkComponents(SignatureInput input, SignedMessage message)
      throws InvalidSignatureException {
    boolean covered =
        Stream.concat(ALWAYS.stream(), whereSent.stream().filter(message::has))
            .allMatch(input.components()::contains);
    require(covered, SignatureFault.COMPONENTS);
  }

  private Instant timely(SignatureInput input) throws InvalidSignatureException {
    Instant created = Instant.ofEpochSecond(input.times().getOrDefault("created", 0L));
    Instant expires = Instant.ofEpochSecond(input.times().getOrDefault("expires", 0L));
    Instant now = time.instant();
    require(
        !created.isAfter(now.plus(ahead))
            && expires.isAfter(now)
            && expires.isAfter(created)
            && !expires.isAfter(created.plus(longest)),
        SignatureFault.TIME);
    return expires;
  }

  private static byte[] digest(SignedMessage message) throws InvalidSignatureException {
    List<String> lines = message.fields().apply("content-digest");
    require(!lines.isEmpty(), SignatureFault.COMPONENTS);
    try {
      require(lines.size() == 1, SignatureFault.DIGEST);
      StructuredText text = new StructuredText(lines.get(0));
      require(text.key().equals("sha-256"), SignatureFault.DIGEST);
      text.need('=');
      byte[] digest = text.bytes();
      text.end();
      return digest;
    } catch (InvalidSignatureException e) {
      throw new InvalidSignatureException(SignatureFault.DIGEST);
    }
  }

  /** The key is in it, so that no client uses up the nonces of another. */
  private static String replayKey(SignatureInput input) {
    MessageDigest digest = Sha256.digest();
    String name = "signature\0" + input.texts().get("keyid") + "\0" + input.texts().get("nonce");
    return Base64Url.encode(digest.digest(name.getBytes(US_ASCII)));
  }

  private static void require(boolean holds, SignatureFault otherwise)
      throws InvalidSignatureException {
    if (!holds) {
      throw new InvalidSignatureException(otherwise);
    }
  }
}
