package io.github.jerseymcp.introspection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.cert.TlsIdentity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a question looks, and who asks it: IN-01, IN-08. */
class ClientIdentityTest {

  private final Asked asked = new Asked();
  private final Map<String, String> form = new ConcurrentHashMap<>();
  private final Map<String, List<String>> fields =
      new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
  private volatile String address = "";
  private volatile String method = "";

  @AfterEach
  void stop() {
    asked.close();
  }

  @Test
  void asksInAFormAndAuthenticatesBySecretIn01() {
    InProcess server =
        asked.start(Asked.patient(Introspection.ofSecret("notes: app", "s+ e%c/ret")));
    record();

    assertThat(Asked.status(server, "token~+/1")).isEqualTo(200);

    assertThat(method).isEqualTo("POST");
    assertThat(address).as("the token is never in the address").isEqualTo("/introspect");
    assertThat(form)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("token", "token~+/1", "token_type_hint", "access_token"));
    assertThat(field("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
    assertThat(field("Accept")).isEqualTo("application/json");
    assertThat(field("Authorization"))
        .isEqualTo(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("notes%3A+app:s%2B+e%25c%2Fret".getBytes(UTF_8)));
  }

  @Test
  void authenticatesByAnAssertionIn01() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("mine").generate();
    InProcess server = asked.start(Asked.patient(Introspection.ofPrivateKey("notes", key)));
    record();

    assertThat(Asked.status(server, "opaque")).isEqualTo(200);

    assertThat(fields).doesNotContainKey("Authorization");
    assertThat(form)
        .containsEntry("client_id", "notes")
        .containsEntry(
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    JWSObject assertion = JWSObject.parse(form.get("client_assertion"));
    JWSVerifier verifier = new ECDSAVerifier(key.toECPublicKey());
    assertThat(assertion.verify(verifier)).isTrue();
    assertThat(assertion.getHeader().getKeyID()).isEqualTo("mine");
    Map<String, Object> claims = assertion.getPayload().toJSONObject();
    long now = asked.time.instant().getEpochSecond();
    assertThat(claims)
        .containsEntry("iss", "notes")
        .containsEntry("sub", "notes")
        .containsEntry("aud", asked.issuer.issuer())
        .containsEntry("iat", now)
        .containsEntry("exp", now + 60)
        .containsKey("jti");
  }

  @Test
  void signsWithEachCurve() throws Exception {
    for (Curve curve : List.of(Curve.P_256, Curve.P_384, Curve.P_521)) {
      ECKey key = new ECKeyGenerator(curve).generate();
      assertThat(Introspection.ofPrivateKey("notes", key).problems()).as(curve.getName()).isEmpty();
    }
  }

  /** The key of Ed25519 is good, but the library that signs with it is not here. */
  @Test
  void doesNotStartWithAKeyThatCannotSign() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_384).generate();
    for (JWK bad :
        List.of(
            new ECKey.Builder(key).algorithm(JWSAlgorithm.ES256).build(),
            new RSAKeyGenerator(1024, true).generate(),
            OctetKeyPair.parse(
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
                    + "\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\","
                    + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPjHURo\"}"))) {
      assertThat(Introspection.ofPrivateKey("notes", bad).problems())
          .singleElement()
          .asString()
          .startsWith("the key of introspection cannot sign");
    }
  }

  @Test
  void makesAnAssertionForEachQuestion() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    InProcess server = asked.start(Asked.patient(Introspection.ofPrivateKey("notes", key)));
    record();
    assertThat(Asked.status(server, "one")).isEqualTo(200);
    String first = form.get("client_assertion");

    assertThat(Asked.status(server, "two")).isEqualTo(200);

    assertThat(form.get("client_assertion")).isNotEqualTo(first);
  }

  @Tag("once")
  @Test
  void authenticatesByAClientCertificateIn01(@TempDir Path directory) throws Exception {
    TlsIdentity own = TlsIdentity.make(directory, "notes");
    TlsIdentity theirs = TlsIdentity.make(directory, "issuer");
    HttpsServer endpoint =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    endpoint.setHttpsConfigurator(demanding(theirs, own));
    endpoint.createContext(
        "/",
        exchange -> {
          form.putAll(TestIssuer.form(exchange));
          TestIssuer.json(good()).to(exchange);
        });
    endpoint.start();
    try {
      String url = "https://localhost:" + endpoint.getAddress().getPort() + "/introspect";
      InProcess with =
          asked.start(
              Asked.patient(Introspection.ofCertificate("notes", theirs.trustedBy(own)))
                  .withEndpoint(url));
      InProcess without =
          asked.start(
              Introspection.ofCertificate("notes", theirs.trustedBy(null)).withEndpoint(url));

      assertThat(Asked.status(with, "opaque")).isEqualTo(200);
      assertThat(form).containsEntry("client_id", "notes").doesNotContainKey("client_secret");
      assertThat(Asked.status(without, "opaque")).isEqualTo(503);
    } finally {
      endpoint.stop(0);
    }
  }

  @Test
  void takesTheAddressFromTheMetadataOfTheIssuerAlone() {
    InProcess server = asked.start(Asked.bySecret());
    Map<String, Object> metadata = asked.issuer.metadataDocument();
    metadata.remove("introspection_endpoint");
    asked.issuer.answerMetadata(TestIssuer.json(metadata));
    String token = asked.opaque();
    assertThat(Asked.status(server, token)).isEqualTo(503);

    metadata.put("introspection_endpoint", "http://attacker.example/introspect");
    asked.issuer.answerMetadata(TestIssuer.json(metadata));
    assertThat(Asked.status(server, token)).as("S-26 not https").isEqualTo(503);
    assertThat(asked.issuer.introspections()).isZero();

    asked.issuer.answerMetadata(TestIssuer.json(asked.issuer.metadataDocument()));
    assertThat(Asked.status(server, token)).isEqualTo(200);
  }

  @Test
  void asksWhereItIsConfiguredTo() {
    asked.issuer.answerMetadata(TestIssuer.status(404, ""));
    InProcess server =
        asked.start(Asked.bySecret().withEndpoint(asked.issuer.introspectionEndpoint()));

    assertThat(Asked.status(server, asked.opaque())).isEqualTo(200);
    assertThat(asked.issuer.metadataFetches()).isZero();
  }

  @Test
  void asksAboutJwtsTooIfItIsToldTo() {
    InProcess server = asked.start(Asked.bySecret().withEveryToken());
    String jwt = asked.token().sign();
    assertThat(Asked.status(server, jwt)).as("the issuer does not know it").isEqualTo(401);
    record();
    asked.time.advance(Duration.ofSeconds(10));

    for (int i = 0; i < 3; i++) {
      assertThat(Asked.status(server, jwt)).isEqualTo(200);
    }
    assertThat(form).containsEntry("token", jwt);
    assertThat(asked.issuer.introspections()).isEqualTo(2);
    assertThat(asked.issuer.keyFetches()).isZero();
    String foreign = asked.token().claim("iss", "https://other.example").sign();
    assertThat(Asked.status(server, foreign)).isEqualTo(401);
    assertThat(asked.issuer.introspections()).as("a JWT of another issuer").isEqualTo(2);
  }

  private void record() {
    asked.issuer.answerIntrospection(
        exchange -> {
          form.clear();
          form.putAll(TestIssuer.form(exchange));
          fields.clear();
          fields.putAll(exchange.getRequestHeaders());
          address = exchange.getRequestURI().toString();
          method = exchange.getRequestMethod();
          TestIssuer.json(good()).to(exchange);
        });
  }

  private String field(String name) {
    return String.join(",", fields.getOrDefault(name, List.of()));
  }

  private static Map<String, Object> good() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("active", true);
    claims.put("sub", "alice");
    claims.put("aud", "https://mcp.example.com/shelf");
    claims.put("scope", "shelf:open read");
    claims.put("exp", 4_000_000_000L);
    return claims;
  }

  /** Serves TLS, and takes those alone who show that certificate. */
  private static HttpsConfigurator demanding(TlsIdentity served, TlsIdentity shown)
      throws Exception {
    KeyStore own = KeyStore.getInstance(served.file().toFile(), TlsIdentity.PASSWORD.toCharArray());
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, TlsIdentity.PASSWORD.toCharArray());
    KeyStore trusted =
        KeyStore.getInstance(shown.writeTrustStore().toFile(), TlsIdentity.PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManager[] managers = trust.getTrustManagers();
    context.init(keys.getKeyManagers(), managers, null);
    assertThat(Set.of(managers)).isNotEmpty();
    return new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters parameters) {
        SSLParameters demanded = context.getDefaultSSLParameters();
        demanded.setNeedClientAuth(true);
        parameters.setSSLParameters(demanded);
      }
    };
  }
}
