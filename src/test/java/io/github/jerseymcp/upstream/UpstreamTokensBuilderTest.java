package io.github.jerseymcp.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import io.github.jerseymcp.DpopUse;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings of {@link UpstreamTokens} that cannot be meant. */
class UpstreamTokensBuilderTest {

  private static UpstreamTokensBuilder right() {
    return UpstreamTokens.builder("https://api.example.com/v1", "https://auth.example.com")
        .client("server", () -> "secret")
        .audience("api");
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        row("timeout must be", builder -> builder.timeout(Duration.ZERO)),
        row("timeout must be", builder -> builder.timeout(Duration.ofMinutes(1))),
        row("maximumAge must be", builder -> builder.maximumAge(Duration.ofHours(2))),
        row("maximumAge must be", builder -> builder.maximumAge(Duration.ofSeconds(-1))),
        row("memory must be", builder -> builder.memory(-1)),
        row("memory must be", builder -> builder.memory(1L << 40)),
        row("mostExchanges must be", builder -> builder.mostExchanges(0)),
        row("mostWaiting must be", builder -> builder.mostWaiting(0)),
        row("dpop must be", builder -> builder.dpop(DpopUse.CONFIGURED)),
        row("scopes: one is no scope", builder -> builder.scopes("a\"b")),
        row("audience must be", builder -> builder.audience("a b")),
        row("resource must be", builder -> builder.resource("")),
        row("client: a client identifier", builder -> builder.client("a b", () -> "secret")),
        row("the key cannot sign", builder -> builder.client("server", secretKey())),
        row("tls: a client that auth", builder -> builder.clientWithCertificate("server")),
        row("client: a client identifier", builder -> builder.clientWithCertificate("a b")),
        row("endpointOrigins: an origin", builder -> builder.endpointOrigins("https://a/token")),
        row("endpointOrigins: an origin", builder -> builder.endpointOrigins("http://a.example")),
        row("onBehalfOf, where scopes", builder -> builder.onBehalfOf().scopes("a")),
        row("scopes must name", UpstreamTokensBuilder::onBehalfOf));
  }

  private static JWK secretKey() {
    return new OctetSequenceKey.Builder(new byte[64]).build();
  }

  private static Arguments row(String problem, UnaryOperator<UpstreamTokensBuilder> change) {
    return arguments(problem, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void refusesWhatCannotBeMeant(String problem, UnaryOperator<UpstreamTokensBuilder> change) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> change.apply(right()).build())
        .withMessageContaining(problem);
  }

  @Test
  void needsAnIdentityAndTheNameOfTheApiAndSecureAddresses() {
    assertThat(
            UpstreamTokens.builder("http://api.example.com", "http://auth.example.com").problems())
        .anyMatch(problem -> problem.startsWith("api must be https"))
        .anyMatch(problem -> problem.startsWith("issuer must be https"))
        .anyMatch(problem -> problem.startsWith("client must be set"))
        .anyMatch(problem -> problem.startsWith("audience or resource must name the API"));
    assertThat(right().problems()).isEmpty();
  }
}
