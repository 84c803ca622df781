package io.github.jerseymcp.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What authorization servers and the proxies before them really answer. */
class IssuerAnswersTest {

  private static final String RESOURCE = "https://mcp.example.com/mcp";
  private static final String MARK = "\uFEFF";

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private final TestIssuer issuer = TestIssuer.start("ES256", time);
  private final VerifyToken verify =
      new VerifyToken(
          List.of(TrustedIssuer.of(issuer.issuer())),
          TokenSettings.defaults(),
          KeySettings.defaults(),
          time);

  @AfterEach
  void stop() {
    verify.close();
    issuer.close();
  }

  static Stream<String> setsWithoutAKey() {
    return Stream.of(
        "{\"keys\":[]}",
        "{\"keys\":[{\"kty\":\"XYZ\",\"kid\":\"a\"}]}",
        "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}",
        "{\"keys\":["
            + SigningKey.generate("ES256", "e")
                .publicJwk()
                .toJSONString()
                .replace("}", ",\"use\":\"enc\"}")
            + "]}");
  }

  @ParameterizedTest
  @MethodSource("setsWithoutAKey")
  void keepsTheLastGoodKeysWhenASetHasNoneH05(String set) {
    String token = token();
    assertAccepted(token);
    issuer.answerKeys(TestIssuer.status(200, set));

    time.advance(KeySettings.defaults().timeToLive().plusMillis(1));

    assertAccepted(token);
  }

  @ParameterizedTest
  @MethodSource("setsWithoutAKey")
  void answersThatItCannotCheckWhileASetHasNoKeyH05(String set) {
    issuer.answerKeys(TestIssuer.status(200, set));
    assertThatExceptionOfType(KeysUnavailableException.class).isThrownBy(() -> verify(token()));
    issuer.answerKeys(null);

    time.advance(Duration.ofSeconds(15));

    assertAccepted(token());
  }

  @Test
  void readsDocumentsThatBeginWithAByteOrderMarkH10() {
    String keys = new JWKSet(issuer.key().publicJwk()).toString();
    issuer.answerKeys(TestIssuer.status(200, MARK + keys));
    issuer.answerMetadata(
        TestIssuer.status(
            200,
            MARK
                + "{\"issuer\":\""
                + issuer.issuer()
                + "\",\"jwks_uri\":\""
                + issuer.jwksUri()
                + "\"}"));

    assertAccepted(token());
  }

  static Stream<Arguments> firstAnswers() {
    return Stream.of(
        Arguments.of("breaks the connection", (TestIssuer.Answer) exchange -> exchange.close()),
        Arguments.of("answers HTML", TestIssuer.status(200, "<!doctype html><title>Home</title>")),
        Arguments.of("answers 500", TestIssuer.status(500, "")),
        Arguments.of("answers with another issuer", TestIssuer.status(200, "{\"issuer\":\"x\"}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("firstAnswers")
  void asksTheNextAddressWhenTheFirstOneFailsH12(String row, TestIssuer.Answer first) {
    issuer.answerMetadata(
        exchange -> {
          boolean isFirst = exchange.getRequestURI().getPath().contains("oauth-authorization");
          (isFirst ? first : TestIssuer.json(issuer.metadataDocument())).to(exchange);
        });

    assertAccepted(token());
    assertThat(issuer.metadataFetches()).as(row).isGreaterThanOrEqualTo(2);
  }

  private String token() {
    return issuer.token().audience(RESOURCE).expiresIn(Duration.ofHours(1)).sign();
  }

  private void assertAccepted(String token) {
    assertThatNoException().isThrownBy(() -> verify(token));
  }

  private void verify(String token) throws InvalidTokenException {
    verify.verify(token, RESOURCE, Set.of(issuer.issuer()));
  }
}
