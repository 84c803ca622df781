package io.github.jerseymcp.client.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.registration.AuthenticationMethod;
import io.github.jerseymcp.client.registration.RegisteredClient;
import io.github.jerseymcp.fetch.FetchRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How a client says who it is where it has a key. */
class AuthenticateClientTest {

  private static final String ISSUER = "https://auth.example.com";

  static Stream<Arguments> unusable() throws JOSEException {
    return Stream.of(
        Arguments.of("an RSA key that is too short", new RSAKeyGenerator(1024, true).generate()),
        Arguments.of(
            "a key for another algorithm",
            new ECKeyGenerator(Curve.P_256).algorithm(JWSAlgorithm.RS256).generate()),
        Arguments.of(
            "a curve of another algorithm",
            new ECKeyGenerator(Curve.P_384).algorithm(JWSAlgorithm.ES256).generate()),
        Arguments.of("an unknown algorithm", withAlgorithm("none")),
        Arguments.of("a public key", new ECKeyGenerator(Curve.P_256).generate().toPublicJWK()),
        Arguments.of("a secret", new OctetSequenceKey.Builder(new byte[64]).build()));
  }

  private static JWK withAlgorithm(String name) throws JOSEException {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    return new ECKey.Builder(key).algorithm(new JWSAlgorithm(name)).build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unusable")
  void saysThatAKeyCannotSign(String name, JWK key) {
    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(() -> request(key))
        .withMessageContaining("the key of the client cannot sign")
        .withNoCause()
        .satisfies(e -> assertThat(e.fault()).isEqualTo(AuthorizationFault.NO_REGISTRATION));
  }

  static Stream<Arguments> usable() throws JOSEException {
    RSAKey certified =
        new RSAKey.Builder(new RSAKeyGenerator(2048).generate())
            .x509CertSHA256Thumbprint(new Base64URL("thumb"))
            .build();
    return Stream.of(
        Arguments.of("ES256", new ECKeyGenerator(Curve.P_256).generate()),
        Arguments.of("ES384", new ECKeyGenerator(Curve.P_384).generate()),
        Arguments.of("ES512", new ECKeyGenerator(Curve.P_521).generate()),
        Arguments.of("RS256", certified));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("usable")
  void signsByTheAlgorithmOfTheKey(String algorithm, JWK key) throws Exception {
    JWSObject assertion = assertion(request(key));

    assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
    assertThat(assertion.getHeader().getX509CertSHA256Thumbprint())
        .isEqualTo(key.getX509CertSHA256Thumbprint());
    assertThat(assertion.getPayload().toJSONObject()).containsEntry("aud", ISSUER);
  }

  @Test
  void saysThatThereIsNothingToAuthenticateWith() {
    RegisteredClient client = client(AuthenticationMethod.PRIVATE_KEY_JWT, Optional.empty());

    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(() -> request(client))
        .withMessageContaining("nothing to authenticate with");
  }

  @Test
  void saysThatThereIsNoSecret() {
    for (AuthenticationMethod method :
        new AuthenticationMethod[] {AuthenticationMethod.BASIC, AuthenticationMethod.POST}) {
      RegisteredClient client =
          new RegisteredClient(
              "app", method, Optional.of(() -> null), Optional.empty(), Optional.empty(), false);
      assertThatExceptionOfType(AuthorizationFailedException.class)
          .isThrownBy(() -> request(client))
          .withMessageContaining("nothing to authenticate with");
    }
  }

  private static FetchRequest request(JWK key) throws AuthorizationFailedException {
    return request(client(AuthenticationMethod.PRIVATE_KEY_JWT, Optional.of(key)));
  }

  private static RegisteredClient client(AuthenticationMethod method, Optional<JWK> key) {
    return new RegisteredClient("app", method, Optional.empty(), key, Optional.empty(), false);
  }

  private static FetchRequest request(RegisteredClient client) throws AuthorizationFailedException {
    return AuthenticateClient.request(
        ISSUER, URI.create(ISSUER + "/token"), client, new LinkedHashMap<>(), Instant.EPOCH);
  }

  private static JWSObject assertion(FetchRequest request) throws java.text.ParseException {
    String form = new String(request.body().orElseThrow().bytes(), StandardCharsets.UTF_8);
    String value = form.replaceAll(".*client_assertion=([^&]*).*", "$1");
    return JWSObject.parse(URLDecoder.decode(value, StandardCharsets.UTF_8));
  }
}
