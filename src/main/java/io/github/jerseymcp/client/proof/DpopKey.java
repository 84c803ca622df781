package io.github.jerseymcp.client.proof;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.github.jerseymcp.jose.Base64Url;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A key of a client, to which its tokens are bound (RFC 9449), and the proofs that it holds it: a
 * new one for each request. Immutable and thread-safe; its text shows nothing.
 */
public final class DpopKey {

  /** The algorithm of the proofs. */
  public static final String ALGORITHM = "ES256";

  private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");

  private final ECKey key;
  private final ECDSASigner signer;

  private DpopKey(ECKey key) {
    this.key = key;
    try {
      this.signer = new ECDSASigner(key);
    } catch (JOSEException e) {
      throw new IllegalArgumentException("Not a key for proofs");
    }
  }

  /** A new key. */
  public static DpopKey generate() {
    try {
      return new DpopKey(new ECKeyGenerator(Curve.P_256).generate());
    } catch (JOSEException e) {
      throw new IllegalStateException("This Java runtime makes no keys on P-256", e);
    }
  }

  /** A key that was written. */
  public static DpopKey read(String jwk) {
    try {
      return new DpopKey(ECKey.parse(jwk));
    } catch (ParseException e) {
      throw new IllegalArgumentException("Not a key for proofs");
    }
  }

  /** The private key, for a store. */
  public String write() {
    return key.toJSONString();
  }

  /** What {@code dpop_jkt} and {@code jkt} say (RFC 7638). */
  public String thumbprint() {
    try {
      return key.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new IllegalStateException("This Java runtime has no SHA-256", e);
    }
  }

  /** A proof for one request, with the token if it carries one. */
  public String proof(
      String method, URI target, Optional<String> token, Optional<String> nonce, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("jti", CodeVerifier.random());
    claims.put("htm", method);
    claims.put("htu", withoutQuery(target));
    claims.put("iat", now.getEpochSecond());
    token.ifPresent(text -> claims.put("ath", Base64Url.encode(CodeVerifier.sha256(text))));
    nonce.ifPresent(text -> claims.put("nonce", text));
    JWSObject proof =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).jwk(key.toPublicJWK()).build(),
            new Payload(claims));
    try {
      proof.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("A proof could not be signed", e);
    }
    return proof.serialize();
  }

  private static String withoutQuery(URI target) {
    String text = target.toString();
    int end = text.length();
    for (char separator : new char[] {'?', '#'}) {
      int found = text.indexOf(separator);
      end = found >= 0 && found < end ? found : end;
    }
    return text.substring(0, end);
  }

  @Override
  public String toString() {
    return "DpopKey";
  }
}
