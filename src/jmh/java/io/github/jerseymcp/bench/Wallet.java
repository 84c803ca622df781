package io.github.jerseymcp.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The keys of an issuer and of a client, both P-256, with tokens and proofs for the resource {@code
 * /mcp} of one origin. Signs natively, so that a hundred thousand proofs are made in seconds.
 */
public final class Wallet {

  /** The issuer of all tokens. */
  public static final String ISSUER = "https://auth.example.com";

  /** What {@link #bearer} and {@link #bound} grant. */
  public static final String SCOPES = "mcp:tools:read mcp:tools:call";

  private final String resource;
  private final ECKey issuer;
  private final ECKey client;

  private Wallet(String origin, ECKey issuer, ECKey client) {
    this.resource = origin + "/mcp";
    this.issuer = issuer;
    this.client = client;
  }

  /** New keys. */
  public static Wallet create(String origin) {
    try {
      ECKeyGenerator generator = new ECKeyGenerator(Curve.P_256);
      return new Wallet(
          origin, generator.keyID("issuer").generate(), generator.keyID("client").generate());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The keys that {@link #save} wrote. */
  public static Wallet load(Path directory, String origin) throws IOException, ParseException {
    return new Wallet(
        origin,
        ECKey.parse(Files.readString(directory.resolve("issuer.jwk"), UTF_8)),
        ECKey.parse(Files.readString(directory.resolve("client.jwk"), UTF_8)));
  }

  /** Writes the keys, the private parts too. */
  public void save(Path directory) throws IOException {
    Files.writeString(directory.resolve("issuer.jwk"), issuer.toJSONString(), UTF_8);
    Files.writeString(directory.resolve("client.jwk"), client.toJSONString(), UTF_8);
  }

  /** The public keys of the issuer. */
  public JWKSet issuerKeys() {
    return new JWKSet(issuer.toPublicJWK());
  }

  /** A token that says nothing by itself. */
  public String opaque() {
    return "opaque_" + UUID.randomUUID() + "~" + UUID.randomUUID();
  }

  /** What {@link #opaque} grants, as the verifier of an application tells it. */
  public Optional<Map<String, Object>> opaqueClaims(String token) {
    return token.startsWith("opaque_")
        ? Optional.of(
            Map.of(
                "sub",
                "alice",
                "client_id",
                "client",
                "aud",
                resource,
                "scope",
                SCOPES,
                "exp",
                Instant.now().plusSeconds(3_600)))
        : Optional.empty();
  }

  /** The thumbprint of the client's key. */
  public String thumbprint() {
    try {
      return client.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token for whoever has it. */
  public String bearer() {
    return token(claims -> {});
  }

  /** A token that is bound to the client's key. */
  public String bound() {
    return token(claims -> claims.put("cnf", Map.of("jkt", thumbprint())));
  }

  /** A token that lives for an hour, with other claims. */
  public String token(Consumer<Map<String, Object>> change) {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", ISSUER);
    claims.put("sub", "alice");
    claims.put("aud", resource);
    claims.put("client_id", "benchmark");
    claims.put("iat", now);
    claims.put("exp", now + 3600);
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("scope", SCOPES);
    change.accept(claims);
    return sign(issuer, Map.of("typ", "at+jwt", "alg", "ES256", "kid", "issuer"), claims);
  }

  /** So many proofs of now for a {@code POST} with a token, no two alike. */
  public String[] proofs(String token, int count) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("typ", "dpop+jwt");
    header.put("alg", "ES256");
    header.put("jwk", new LinkedHashMap<>(client.getRequiredParams()));
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("htm", "POST");
    claims.put("htu", resource);
    claims.put("ath", hash(token));
    claims.put("iat", Instant.now().getEpochSecond());
    String[] proofs = new String[count];
    for (int i = 0; i < count; i++) {
      claims.put("jti", UUID.randomUUID().toString());
      proofs[i] = sign(client, header, claims);
    }
    return proofs;
  }

  /** A token or proof with the signature of another: well-formed, and wrong. */
  public static String forged(String jws, String other) {
    return jws.substring(0, jws.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
  }

  private static String hash(String token) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII));
      return Base64URL.encode(digest).toString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sign(ECKey key, Map<String, Object> header, Map<String, Object> claims) {
    try {
      String input =
          String.join(
              ".",
              List.of(
                  Base64URL.encode(JSONObjectUtils.toJSONString(header)).toString(),
                  Base64URL.encode(JSONObjectUtils.toJSONString(claims)).toString()));
      Signature signature =
          Signature.getInstance(
              "SHA256withECDSAinP1363Format", AmazonCorrettoCryptoProvider.INSTANCE);
      signature.initSign(key.toECPrivateKey());
      signature.update(input.getBytes(US_ASCII));
      return input + "." + Base64URL.encode(signature.sign());
    } catch (GeneralSecurityException | JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
