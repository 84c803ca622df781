package io.github.jerseymcp.example.conformance;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import io.github.jerseymcp.example.interop.NodePackages;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testsupport.process.ChildProcess;
import java.io.IOException;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A proxy before a fixture that adds a token to each request, and with DPoP a fresh proof. */
final class AuthProxy implements AutoCloseable {

  private static final String READY = "ready ";

  private final ChildProcess process;
  private final String host;

  private AuthProxy(ChildProcess process, String host) {
    this.process = process;
    this.host = host;
  }

  static AuthProxy bearer(FixtureServer server) throws IOException, InterruptedException {
    return start(server, Map.of("TOKEN", server.token("bearer").sign()));
  }

  static AuthProxy dpop(FixtureServer server) throws IOException, InterruptedException {
    SigningKey key = SigningKey.generate("ES256", "proof");
    String token = server.token("dpop").boundToKey(TestProof.thumbprint(key)).sign();
    String jwk =
        new ECKey.Builder(Curve.P_256, (ECPublicKey) key.pair().getPublic())
            .privateKey(key.pair().getPrivate())
            .build()
            .toJSONString();
    return start(server, Map.of("TOKEN", token, "DPOP_JWK", jwk, "HTU", server.endpoint()));
  }

  /** The host and port that it listens on. */
  String host() {
    return host;
  }

  String endpoint() {
    return "http://" + host + "/mcp";
  }

  private static AuthProxy start(FixtureServer server, Map<String, String> credentials)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(credentials);
    environment.put("UPSTREAM", server.origin());
    environment.put("PORT", "0");
    ChildProcess process = NodePackages.start("/conformance/auth-proxy.mjs", environment);
    try {
      String line = process.awaitLine(each -> each.startsWith(READY), Duration.ofSeconds(30));
      return new AuthProxy(process, line.substring(READY.length()));
    } catch (AssertionError | InterruptedException e) {
      process.close();
      throw e;
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
