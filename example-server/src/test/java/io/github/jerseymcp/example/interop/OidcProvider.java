package io.github.jerseymcp.example.interop;

import io.github.jerseymcp.testsupport.process.ChildProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The authorization server oidc-provider, running. It asks for a nonce in DPoP proofs. */
final class OidcProvider implements AutoCloseable {

  static final String BEARER_CLIENT = "bearer-client";
  static final String DPOP_CLIENT = "dpop-client";
  static final String CERTIFICATE_CLIENT = "certificate-client";

  private static final String READY = "ready ";

  private final ChildProcess process;
  private final String issuer;

  private OidcProvider(ChildProcess process, String issuer) {
    this.process = process;
    this.issuer = issuer;
  }

  /** Installs it if need be, and starts it on a free port. */
  static OidcProvider start() throws Exception {
    return begin();
  }

  /** The same with users, who sign in for clients that nobody registered beforehand. */
  static OidcProvider startWithPeople() throws Exception {
    return begin("people");
  }

  private static OidcProvider begin(String... arguments) throws Exception {
    NodePackages.install();
    ChildProcess process = NodePackages.start("oidc-provider.mjs", arguments);
    try {
      String line = process.awaitLine(each -> each.startsWith(READY), Duration.ofSeconds(60));
      return new OidcProvider(process, line.substring(READY.length()));
    } catch (AssertionError | InterruptedException e) {
      process.close();
      throw e;
    }
  }

  String issuer() {
    return issuer;
  }

  TokenEndpoint tokens() {
    return new TokenEndpoint(issuer + "/token");
  }

  /** What it did and refused so far, a line each, such as {@code did grant refresh_token}. */
  List<String> log() {
    return process.output().lines().filter(line -> line.matches("(did|refused) .*")).toList();
  }

  /** What a client asks for to use the tools of a resource. */
  static Map<String, String> toolsOf(String resource) {
    return Map.of("resource", resource, "scope", "mcp:tools:read mcp:tools:call");
  }

  @Override
  public void close() {
    process.close();
  }
}
