package io.github.jerseymcp.jose;

import com.nimbusds.jose.jwk.JWK;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a JWK that an unauthenticated caller sent: only the members of a public key, each in its
 * one form.
 */
final class PublicJwk {

  private static final List<String> SECRET_MEMBERS =
      List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  /** An RSA modulus of 8192 bits has this many characters. */
  private static final int MAX_COORDINATE_LENGTH = 1366;

  private PublicJwk() {}

  static JWK parse(Map<String, Object> jwk) throws MalformedJoseException {
    for (String secret : SECRET_MEMBERS) {
      if (jwk.containsKey(secret)) {
        throw malformed();
      }
    }
    Map<String, Object> members = new LinkedHashMap<>();
    String type = text(jwk, "kty");
    members.put("kty", type);
    if (type.equals("RSA")) {
      members.put("n", integer(jwk, "n"));
      members.put("e", integer(jwk, "e"));
    } else if (type.equals("EC")) {
      String curve = text(jwk, "crv");
      int length = coordinateLength(curve);
      members.put("crv", curve);
      members.put("x", coordinate(jwk, "x", length));
      members.put("y", coordinate(jwk, "y", length));
    } else if (type.equals("OKP") && text(jwk, "crv").equals("Ed25519")) {
      members.put("crv", "Ed25519");
      members.put("x", coordinate(jwk, "x", 32));
    } else {
      throw malformed();
    }
    for (String hint : List.of("alg", "use", "kid")) {
      if (jwk.containsKey(hint)) {
        members.put(hint, text(jwk, hint));
      }
    }
    if (jwk.containsKey("key_ops")) {
      members.put("key_ops", jwk.get("key_ops"));
    }
    try {
      return JWK.parse(members);
    } catch (ParseException | RuntimeException e) {
      throw malformed();
    }
  }

  private static String text(Map<String, Object> jwk, String name) throws MalformedJoseException {
    if (jwk.get(name) instanceof String text && text.length() <= MAX_COORDINATE_LENGTH) {
      return text;
    }
    throw malformed();
  }

  private static String integer(Map<String, Object> jwk, String name)
      throws MalformedJoseException {
    String text = text(jwk, name);
    byte[] bytes = Base64Url.decode(text);
    if (bytes.length == 0 || bytes[0] == 0) {
      throw malformed();
    }
    return text;
  }

  private static String coordinate(Map<String, Object> jwk, String name, int length)
      throws MalformedJoseException {
    String text = text(jwk, name);
    if (Base64Url.decode(text).length != length) {
      throw malformed();
    }
    return text;
  }

  private static int coordinateLength(String curve) throws MalformedJoseException {
    return switch (curve) {
      case "P-256" -> 32;
      case "P-384" -> 48;
      case "P-521" -> 66;
      default -> throw malformed();
    };
  }

  private static MalformedJoseException malformed() {
    return new MalformedJoseException("Not an acceptable public JWK");
  }
}
