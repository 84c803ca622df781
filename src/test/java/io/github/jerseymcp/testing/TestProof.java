package io.github.jerseymcp.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A DPoP proof in the making (RFC 9449 section 4.2): valid as it starts, and as wrong as a test
 * wants it. Each method changes this object and returns it. Not thread-safe.
 *
 * <pre>{@code
 * SigningKey key = SigningKey.generate("ES256", "client");
 * String token = issuer.token().claim("cnf", Map.of("jkt", TestProof.thumbprint(key))).sign();
 * String proof = TestProof.of(key, "POST", "https://mcp.example.com/mcp", Instant.now())
 *     .token(token).sign();
 * }</pre>
 */
public final class TestProof {

  private final Map<String, @Nullable Object> header = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> claims = new LinkedHashMap<>();
  private SigningKey key;
  private @Nullable String rawHeader;
  private @Nullable String rawPayload;

  private TestProof(SigningKey key, String method, String target, Instant now) {
    this.key = key;
    header.put("typ", "dpop+jwt");
    header.put("alg", key.algorithm());
    header.put("jwk", publicMembers(key));
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("htm", method);
    claims.put("htu", target);
    claims.put("iat", now.getEpochSecond());
  }

  /** Starts a valid proof for a request; the token is still to be named. */
  public static TestProof of(SigningKey key, String method, String target, Instant now) {
    return new TestProof(key, method, target, now);
  }

  /** The {@code jkt} of a token that is bound to this key (RFC 7638). */
  public static String thumbprint(SigningKey key) {
    try {
      return key.publicJwk().computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public key as a JWK of its required members alone, to be changed. */
  public static Map<String, @Nullable Object> publicMembers(SigningKey key) {
    JWK jwk = key.publicJwk();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.putAll(jwk.getRequiredParams());
    return members;
  }

  /** Sets {@code ath} to the hash of this access token. */
  public TestProof token(String accessToken) {
    return claim("ath", hash(accessToken));
  }

  /** Sets {@code nonce}. */
  public TestProof nonce(String nonce) {
    return claim("nonce", nonce);
  }

  /** Sets any claim to any JSON value; null is JSON null. */
  public TestProof claim(String name, @Nullable Object value) {
    claims.put(name, value);
    return this;
  }

  /** Leaves a claim out. */
  public TestProof withoutClaim(String name) {
    claims.remove(name);
    return this;
  }

  /** Sets any header parameter to any JSON value; null is JSON null. */
  public TestProof header(String name, @Nullable Object value) {
    header.put(name, value);
    return this;
  }

  /** Leaves a header parameter out. */
  public TestProof withoutHeader(String name) {
    header.remove(name);
    return this;
  }

  /** Adds a member to the key in the header. */
  public TestProof keyMember(String name, @Nullable Object value) {
    Map<String, @Nullable Object> members = publicMembers(key);
    members.put(name, value);
    return header("jwk", members);
  }

  /** Signs with this key, and leaves the header as it is. */
  public TestProof forgedBy(SigningKey otherKey) {
    key = otherKey;
    return this;
  }

  /** Puts this text in the place of the header. */
  public TestProof rawHeader(String json) {
    rawHeader = json;
    return this;
  }

  /** Puts this text in the place of the payload. */
  public TestProof rawPayload(String json) {
    rawPayload = json;
    return this;
  }

  /** The key that signs. */
  public SigningKey key() {
    return key;
  }

  /** The header as it stands. */
  public String header() {
    return rawHeader == null ? JSONObjectUtils.toJSONString(header) : rawHeader;
  }

  /** The payload as it stands. */
  public String payload() {
    return rawPayload == null ? JSONObjectUtils.toJSONString(claims) : rawPayload;
  }

  /** The signed proof in compact form. */
  public String sign() {
    String input = Base64URL.encode(header()) + "." + Base64URL.encode(payload());
    return input + "." + Base64URL.encode(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String hash(String accessToken) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] token = accessToken.getBytes(StandardCharsets.US_ASCII);
      return Base64URL.encode(sha256.digest(token)).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
