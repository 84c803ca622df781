package io.github.jerseymcp.testing;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token in the making: valid as {@link TestIssuer#token} starts it, and as wrong as a test wants
 * it. Each method changes this object and returns it. Not thread-safe.
 */
public final class TestToken {

  private final Instant now;
  private final Map<String, @Nullable Object> header = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> claims = new LinkedHashMap<>();
  private SigningKey key;
  private @Nullable String rawHeader;
  private byte @Nullable [] rawPayload;

  TestToken(String issuer, SigningKey key, Instant now) {
    this.key = key;
    this.now = now;
    header.put("typ", "at+jwt");
    header.put("alg", key.algorithm());
    header.put("kid", key.keyId());
    claims.put("iss", issuer);
    claims.put("sub", "alice");
    claims.put("client_id", "test-client");
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(Duration.ofMinutes(10)).getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
  }

  /** Sets {@code sub}. */
  public TestToken subject(String subject) {
    return claim("sub", subject);
  }

  /** Sets {@code aud}: one as a string, several as an array. */
  public TestToken audience(String... audience) {
    return claim("aud", audience.length == 1 ? audience[0] : List.of(audience));
  }

  /** Grants these scopes: one string, separated by spaces. */
  public TestToken scope(String... scopes) {
    return claim("scope", String.join(" ", scopes));
  }

  /** Sets {@code client_id}. */
  public TestToken clientId(String clientId) {
    return claim("client_id", clientId);
  }

  /** Sets {@code exp} relative to now. */
  public TestToken expiresIn(Duration duration) {
    return claim("exp", now.plus(duration).getEpochSecond());
  }

  /** Binds the token to a DPoP key (RFC 9449 section 6). */
  public TestToken boundToKey(String jkt) {
    return claim("cnf", Map.of("jkt", jkt));
  }

  /** Binds the token to a client certificate (RFC 8705 section 3.1). */
  public TestToken boundToCertificate(String x5tS256) {
    return claim("cnf", Map.of("x5t#S256", x5tS256));
  }

  /** Sets any claim to any JSON value; null is JSON null. */
  public TestToken claim(String name, @Nullable Object value) {
    claims.put(name, value);
    return this;
  }

  /** Leaves a claim out. */
  public TestToken without(String claim) {
    claims.remove(claim);
    return this;
  }

  /** Sets any header parameter to any JSON value; null is JSON null. */
  public TestToken header(String name, @Nullable Object value) {
    header.put(name, value);
    return this;
  }

  /** Leaves a header parameter out. */
  public TestToken withoutHeader(String name) {
    header.remove(name);
    return this;
  }

  /** Signs with this key, and names it in {@code alg} and {@code kid}. */
  public TestToken signedBy(SigningKey signingKey) {
    key = signingKey;
    return header("alg", signingKey.algorithm()).header("kid", signingKey.keyId());
  }

  /** Signs with this key, and leaves the header as it is. */
  public TestToken forgedBy(SigningKey signingKey) {
    key = signingKey;
    return this;
  }

  /** Puts this text in the place of the header. */
  public TestToken rawHeader(String json) {
    rawHeader = json;
    return this;
  }

  /** Puts these bytes in the place of the payload. */
  public TestToken rawPayload(byte[] json) {
    rawPayload = json.clone();
    return this;
  }

  /** The payload as it stands. */
  public String payload() {
    return JSONObjectUtils.toJSONString(claims);
  }

  /** The header as it stands. */
  public String header() {
    return rawHeader == null ? JSONObjectUtils.toJSONString(header) : rawHeader;
  }

  /** The part that is signed: header and payload. */
  public String signingInput() {
    byte[] payload = rawPayload == null ? payload().getBytes(StandardCharsets.UTF_8) : rawPayload;
    return Base64URL.encode(header()) + "." + Base64URL.encode(payload);
  }

  /** The signed token in compact form. */
  public String sign() {
    String input = signingInput();
    byte[] signature = key.sign(input.getBytes(StandardCharsets.US_ASCII));
    return withSignature(signature);
  }

  /** The token with these bytes for a signature. */
  public String withSignature(byte[] signature) {
    return signingInput() + "." + Base64URL.encode(signature);
  }
}
