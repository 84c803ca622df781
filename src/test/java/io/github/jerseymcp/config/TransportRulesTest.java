package io.github.jerseymcp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.jerseymcp.mtls.CertificateHeader;
import io.github.jerseymcp.mtls.ClientCertificateSource;
import io.github.jerseymcp.token.TrustedIssuer;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is promised of the transport can be kept, or the start says that it cannot. */
class TransportRulesTest {

  private static final String HTTPS = "https://mcp.example.com";
  private static final String LOOPBACK = "http://127.0.0.1:8080";
  private static final ClientCertificateSource CONNECTION = ClientCertificates.ofConnection();
  private static final ClientCertificateSource PROXY =
      ClientCertificates.ofProxy(List.of("10.0.0.0/8"), CertificateHeader.CLIENT_CERT);
  private static final ClientCertificateSource EITHER =
      ClientCertificates.ofProxyOrConnection(List.of("10.0.0.0/8"), CertificateHeader.CLIENT_CERT);
  private static final String OWN = "a source of the application";

  private static McpSecurityConfigBuilder fixed(String origin) {
    return McpSecurityConfig.builder(origin).issuer("https://as.example.com");
  }

  private static McpSecurityConfigBuilder behindProxy() {
    return McpSecurityConfig.builderBehindProxy(Set.of("10.0.0.0/8"), Set.of("mcp.example.com"))
        .issuer("https://as.example.com");
  }

  static Stream<Arguments> rows() {
    return Stream.of(
        row("https, required here", "", () -> fixed(HTTPS).requireClientCertificates(CONNECTION)),
        row("https, accepted here", "", () -> fixed(HTTPS).acceptClientCertificates(CONNECTION)),
        row(
            "http, required here",
            "by which none can come",
            () -> fixed(LOOPBACK).requireClientCertificates(CONNECTION)),
        row("http, accepted here", "", () -> fixed(LOOPBACK).acceptClientCertificates(CONNECTION)),
        row("http, of a proxy", "", () -> fixed(LOOPBACK).requireClientCertificates(PROXY)),
        row("http, " + OWN, "", () -> fixed(LOOPBACK).requireClientCertificates((r, p) -> null)),
        row("a proxy, its own", "", () -> behindProxy().requireClientCertificates(PROXY)),
        row("a proxy, either", "", () -> behindProxy().requireClientCertificates(EITHER)),
        row(
            "a proxy, required of the connection",
            "is that of the proxy",
            () -> behindProxy().requireClientCertificates(CONNECTION)),
        row(
            "a proxy, accepted of the connection",
            "is that of the proxy",
            () -> behindProxy().acceptClientCertificates(CONNECTION)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void stopWhatAsksForCertificatesThatCannotCome(
      String row, String problem, Supplier<McpSecurityConfigBuilder> config) {
    if (problem.isEmpty()) {
      assertThat(config.get().build()).isNotNull();
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> config.get().build())
          .withMessageContaining(problem);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SSLv3, TLSv1, TLSv1.1, DTLSv1.0, RC4, DES, MD5withRSA | ''",
        "sslv3,TLSV1 ,  TLSv1.1 | ''",
        "SSLv3, RC4 | TLSv1 TLSv1.1",
        "TLSv1.1, TLSv1.0 | SSLv3 TLSv1",
        "'' | SSLv3 TLSv1 TLSv1.1",
      })
  void nameTheWeakProtocolsThatARuntimeAllows(String disabled, String weak) {
    assertThat(String.join(" ", TransportRules.weakProtocols(disabled))).isEqualTo(weak);
  }

  @Test
  void findNothingWeakInThisRuntime() {
    assertThat(TransportRules.told(settings(fixed(HTTPS)))).doesNotContain("NOT SAFE");
    assertThat(TransportRules.weakProtocols(null)).hasSize(3);
    assertThat(TransportRules.told(settings(fixed(HTTPS)), List.of("TLSv1")))
        .contains("NOT SAFE: the Java runtime allows TLSv1");
  }

  @Test
  void tellWhoEndsTls() {
    assertThat(TransportRules.told(settings(fixed(HTTPS)))).contains("here or at a proxy");
    assertThat(TransportRules.told(settings(behindProxy()))).contains("the trusted proxies");
    assertThat(
            TransportRules.told(
                settings(fixed(HTTPS).rates(rates -> rates.withProxies("10.0.0.0/8")))))
        .contains("at the named proxies");
    assertThat(TransportRules.told(settings(fixed(LOOPBACK).acceptClientCertificates(CONNECTION))))
        .contains("none", "no client certificate can come");
  }

  /** With it any certificate of anybody would do for an issuer of keys. */
  @Test
  @ResourceLock(Resources.SYSTEM_PROPERTIES)
  void stopWhereNamesOfIssuersWouldNotBeChecked() {
    String property = "jdk.internal.httpclient.disableHostnameVerification";
    McpSecurityConfigBuilder keysGiven =
        McpSecurityConfig.builder(HTTPS)
            .issuer(TrustedIssuer.of("https://as.example.com").withKeys(new JWKSet()));
    System.setProperty(property, "");
    try {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fixed(HTTPS).build())
          .withMessageContaining(property);
      assertThat(keysGiven.build()).isNotNull();
      assertThat(McpSecurityConfig.builder(HTTPS).issuer("http://127.0.0.1:9000").build())
          .isNotNull();
      System.setProperty(property, "TRUE");
      assertThatIllegalArgumentException().isThrownBy(() -> fixed(HTTPS).build());
      for (String off : List.of("false", "FALSE", "0")) {
        System.setProperty(property, off);
        assertThat(fixed(HTTPS).build()).as(off).isNotNull();
      }
    } finally {
      System.clearProperty(property);
    }
  }

  private static Settings settings(McpSecurityConfigBuilder config) {
    return Settings.of(config.build());
  }

  private static Arguments row(
      String name, String problem, Supplier<McpSecurityConfigBuilder> config) {
    return Arguments.of(name, problem, config);
  }
}
