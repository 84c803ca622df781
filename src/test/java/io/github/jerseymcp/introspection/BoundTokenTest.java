package io.github.jerseymcp.introspection;

import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.config.ClientCertificates;
import io.github.jerseymcp.mtls.CertificateHeader;
import io.github.jerseymcp.mtls.CertificateThumbprint;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.RecordingReplayStore;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestCertificates;
import io.github.jerseymcp.testing.TestProof;
import java.net.InetAddress;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Opaque tokens that are bound to their sender: DP-17, DP-27, MT-04. */
class BoundTokenTest {

  private static final SigningKey KEY = SigningKey.generate("ES256", "proof");
  private static final SigningKey OTHER = SigningKey.generate("ES256", "other");
  private static final byte[] CERTIFICATE = TestCertificates.client();

  private final Asked asked = new Asked();
  private final InProcess server =
      asked.start(
          Asked.bySecret(),
          config ->
              config
                  .edge(
                      edge ->
                          edge.withPeerAddress(
                              request -> Optional.of(InetAddress.getLoopbackAddress())))
                  .dpop(dpop -> dpop.optional(new RecordingReplayStore()))
                  .acceptClientCertificates(
                      ClientCertificates.ofProxy(
                          List.of("127.0.0.0/8", "::1"), CertificateHeader.CLIENT_CERT)));

  @AfterEach
  void stop() {
    asked.close();
  }

  @Test
  void acceptsATokenWithItsProofDp27() {
    String token = asked.issuer.opaque(asked.token().boundToKey(TestProof.thumbprint(KEY)));

    assertThat(dpop(token, KEY).status()).isEqualTo(200);
    assertThat(dpop(token, KEY).status()).as("remembered").isEqualTo(200);
    assertThat(asked.issuer.introspections()).isEqualTo(1);
  }

  @Test
  void acceptsATokenOfTheTypeDPoPWithItsProofDp27() {
    String token =
        asked.issuer.opaque(
            asked.token().boundToKey(TestProof.thumbprint(KEY)).claim("token_type", "DPoP"));

    assertThat(dpop(token, KEY).status()).isEqualTo(200);
  }

  @Test
  void refusesTheProofOfAnotherKeyDp27() {
    String token = asked.issuer.opaque(asked.token().boundToKey(TestProof.thumbprint(KEY)));

    Answer answer = dpop(token, OTHER);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(String.join(", ", answer.all("WWW-Authenticate")))
        .contains("DPoP error=\"invalid_token\"");
  }

  @Test
  void refusesABoundTokenAsABearerTokenEvenWithItsProofDp17() {
    String token = asked.issuer.opaque(asked.token().boundToKey(TestProof.thumbprint(KEY)));

    Answer answer = proven(call().bearer(token), token, KEY).send();

    assertThat(answer.status()).isEqualTo(401);
    assertThat(asked.causes()).containsExactly("sender.bound_as_bearer");
  }

  @Test
  void refusesAnUnboundTokenUnderDPoPDp18() {
    assertThat(dpop(asked.opaque(), KEY).status()).isEqualTo(401);
    assertThat(asked.causes()).containsExactly("sender.unbound_as_dpop");
  }

  @Test
  void acceptsATokenWithItsCertificateMt04() {
    String token =
        asked.issuer.opaque(
            asked
                .token()
                .boundToCertificate(CertificateThumbprint.of(CERTIFICATE))
                .claim("token_type", "Bearer"));

    assertThat(shown(token, CERTIFICATE).status()).isEqualTo(200);
    assertThat(shown(token, TestCertificates.sameKey()).status()).isEqualTo(401);
    assertThat(call().bearer(token).send().status()).isEqualTo(401);
  }

  private Answer dpop(String token, SigningKey key) {
    return proven(call().header("Authorization", "DPoP " + token), token, key).send();
  }

  private Call proven(Call call, String token, SigningKey key) {
    return call.header(
        "DPoP",
        TestProof.of(key, "GET", ORIGIN + "/shelf", asked.time.instant()).token(token).sign());
  }

  private Answer shown(String token, byte[] der) {
    return call()
        .bearer(token)
        .header("Client-Cert", ":" + Base64.getEncoder().encodeToString(der) + ":")
        .send();
  }

  private Call call() {
    return server.call("GET", "/shelf");
  }
}
