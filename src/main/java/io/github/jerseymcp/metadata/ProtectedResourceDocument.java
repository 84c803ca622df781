package io.github.jerseymcp.metadata;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The metadata document of one protected resource, ready to be sent as {@code application/json}
 * (RFC 9728 section 3.2). Immutable and thread-safe.
 */
public final class ProtectedResourceDocument {

  private final Map<String, Object> members;
  private final byte[] body;
  private final String entityTag;
  private final String cacheControl;

  ProtectedResourceDocument(Map<String, Object> members, Duration maxAge) {
    this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    this.body = JSONObjectUtils.toJSONString(this.members).getBytes(StandardCharsets.UTF_8);
    this.entityTag = Base64.getUrlEncoder().withoutPadding().encodeToString(digest(body));
    this.cacheControl = maxAge.isZero() ? "no-cache" : "public, max-age=" + maxAge.toSeconds();
  }

  /** The members in the order they are written. */
  public Map<String, Object> members() {
    return members;
  }

  /** The JSON text in UTF-8; a copy. */
  public byte[] body() {
    return body.clone();
  }

  /** The strong entity tag, without the quotes that a header field puts around it. */
  public String entityTag() {
    return entityTag;
  }

  /** The value of the Cache-Control field. */
  public String cacheControl() {
    return cacheControl;
  }

  private static byte[] digest(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
