package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionsTest {

  @Test
  void nothingNeedsToBeGiven() throws Exception {
    Options options = Options.parse();

    assertThat(options.host()).isEqualTo("127.0.0.1");
    assertThat(options.port()).isEqualTo(8080);
    assertThat(options.isDevelopment()).isTrue();
    assertThat(options.sessions()).isFalse();
    assertThat(options.dpopMode()).isEqualTo(DpopMode.OPTIONAL);
    assertThat(options.scheme()).isEqualTo("http");
    assertThat(options.metrics()).isFalse();
    assertThat(options.metricsHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void everyAvailableOptionIsRead() throws Exception {
    Options options =
        Options.parse(
            "--host 0.0.0.0 --port 0 --public-url https://mcp.example.com"
                .concat(" --issuer https://a.example --issuer https://b.example/t --dpop required")
                .concat(" --sessions --dpop-nonce --replay-store redis://127.0.0.1:6379")
                .concat(
                    " --tls-keystore k.p12 --tls-password p --client-auth --database jdbc:h2:mem:x")
                .concat(" --allowed-origin https://app.example --allowed-host mcp.example:8443")
                .concat(" --trusted-proxy 10.0.0.0/8 --trusted-proxy fd00::/8")
                .concat(" --metrics --metrics-host 0.0.0.0 --metrics-port 9100")
                .split(" "));

    assertThat(options.port()).isZero();
    assertThat(options.publicUrl()).hasValue("https://mcp.example.com");
    assertThat(options.issuers()).containsExactly("https://a.example", "https://b.example/t");
    assertThat(options.dpop()).hasValue(DpopMode.REQUIRED);
    assertThat(options.sessions()).isTrue();
    assertThat(options.dpopNonce()).isTrue();
    assertThat(options.replayStore()).hasValue("redis://127.0.0.1:6379");
    assertThat(options.tlsKeystore()).hasValue(Path.of("k.p12"));
    assertThat(options.clientAuth()).isTrue();
    assertThat(options.database()).hasValue("jdbc:h2:mem:x");
    assertThat(options.allowedOrigins()).containsExactly("https://app.example");
    assertThat(options.allowedHosts()).containsExactly("mcp.example:8443");
    assertThat(options.trustedProxies()).containsExactly("10.0.0.0/8", "fd00::/8");
    assertThat(options.metrics()).isTrue();
    assertThat(options.metricsHost()).isEqualTo("0.0.0.0");
    assertThat(options.metricsPort()).isEqualTo(9100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://mcp.example.com",
        "https://mcp.example.com:8443",
        "http://127.0.0.1:8080",
        "http://localhost",
        "http://[::1]:8080"
      })
  void thesePublicUrlsWillDo(String url) throws Exception {
    assertThat(Options.parse("--public-url", url).publicUrl()).hasValue(url);
  }

  @ParameterizedTest
  @CsvSource({
    "--public-url http://mcp.example.com, --public-url must be an origin",
    "--public-url https://mcp.example.com/, --public-url must be an origin",
    "--public-url https://mcp.example.com/mcp, --public-url must be an origin",
    "--public-url https://mcp.example.com?x, --public-url must be an origin",
    "--public-url https://mcp.example.com#x, --public-url must be an origin",
    "--public-url https://u@mcp.example.com, --public-url must be an origin",
    "--public-url https://mcp.example.com:99999, --public-url must be an origin",
    "--public-url http://127.0.0.1.example.com, --public-url must be an origin",
    "--public-url http://127.1, --public-url must be an origin",
    "--public-url mcp.example.com, --public-url must be an origin",
    "--public-url ftp://mcp.example.com, --public-url must be an origin",
    "--public-url :, --public-url must be an origin",
    "--port 65536, --port must be",
    "--port -1, --port must be",
    "--metrics-port 65536, --metrics-port must be",
    "--metrics-port -1, --metrics-port must be",
    "--metrics --metrics-port 8080, --metrics-port must differ",
    "--metrics-host=, --metrics-host must name",
    "--port many, Invalid value for option '--port'",
    "--issuer http://auth.example.com, --issuer must be",
    "--issuer https://auth.example.com?x=y, --issuer must be",
    "--issuer nonsense, --issuer must be",
    "--jwks-uri https://a.example/jwks, --jwks-uri goes with exactly one",
    "--jwks-uri ftp://a.example --issuer https://a.example, --jwks-uri must be",
    "--host 0.0.0.0, --host names every address",
    "--host ::, --host names every address",
    "--host [::], --host names every address",
    "--trusted-proxy 10.0.0.0/8, --trusted-proxy without --public-url",
    "--trusted-proxy 10.0.0.0/33 --allowed-host h, --trusted-proxy \"10.0.0.0/33\"",
    "--trusted-proxy proxy.example.com --allowed-host h, --trusted-proxy \"proxy",
    "--allowed-origin https://app.example/, --allowed-origin must be",
    "--allowed-origin *, --allowed-origin must be",
    "--allowed-origin http://app.example, --allowed-origin must be",
    "--allowed-origin Chrome-extension://abc, --allowed-origin must be",
    "--allowed-host https://app.example, --allowed-host must be",
    "--database jdbc:mysql://h/d, --database must be",
    "--api-keys jdbc:mysql://h/d, --api-keys must be",
    "--api-keys jdbc:h2:mem:x --dpop required, --api-keys goes with --dpop off",
    "--replay-store disk, --replay-store must be",
    "--tls-password x, --tls-keystore and --tls-password go together",
    "--client-auth, --client-auth needs --tls-keystore",
    "--public-url http://localhost --tls-keystore k --tls-password p, --public-url is http",
    "--nonsense, Unknown option: '--nonsense'",
    "mcp, Unmatched argument",
    "--dpop sometimes, Invalid value for option '--dpop'",
    "--dpop off --dpop-nonce, --dpop-nonce goes with --dpop"
  })
  void refusesWithAClearLine(String commandLine, String line) {
    assertThatThrownBy(() -> Options.parse(commandLine.split(" ")))
        .isInstanceOf(BadCommandLineException.class)
        .hasMessageContaining(line)
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "c2hvcnQ", "not base64url, and yet more than forty-three characters"})
  void theSecretOfNoncesIsLongEnough(String secret) {
    assertThatThrownBy(() -> Options.parse(Map.of("MCP_DPOP_NONCE_SECRET", secret), "--dpop-nonce"))
        .hasMessageContaining("MCP_DPOP_NONCE_SECRET must be base64url");
  }

  @Test
  void aPageOfAnExtensionMayCallH11() throws Exception {
    String origin = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";

    assertThat(Options.parse("--allowed-origin", origin).allowedOrigins()).containsExactly(origin);
  }

  @Test
  void namesEveryProblemAtOnce() {
    assertThatThrownBy(() -> Options.parse("--port", "70000", "--issuer", "x"))
        .hasMessageContaining("--port")
        .hasMessageContaining("--issuer");
  }

  @Test
  void printsNoPassword() throws Exception {
    Options options =
        Options.parse("--database", "jdbc:postgresql://127.0.0.1/notes?password=secret-1");

    Options keys = Options.parse("--api-keys", "jdbc:postgresql://127.0.0.1/k?password=secret-1");

    assertThat(keys.apiKeys()).isPresent();
    assertThat(options.toString() + keys).doesNotContain("secret-1");
  }
}
