package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.token;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.introspection.Introspection;
import io.github.jerseymcp.provoked.Recipe;
import io.github.jerseymcp.provoked.Traces;
import io.github.jerseymcp.revocation.RevocationSharing;
import io.github.jerseymcp.testing.InMemoryRevocationLog;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.token.RevokedTokens;
import io.github.jerseymcp.token.TokenFault;
import io.github.jerseymcp.token.TrustedIssuer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;

/** Tokens that are refused, one for each reason that there is. */
public final class TokenRecipes {

  private static final RevokedTokens REVOKED = RevokedTokens.create(InstantSource.system());
  private static final long LONG_AGO = 1;
  private static final long FAR_AHEAD = 4_000_000_000L;

  /** What is wrong with each of them. */
  static final Map<TokenFault, UnaryOperator<TestToken>> DEFECTS =
      Map.ofEntries(
          Map.entry(TokenFault.TOO_LONG, t -> t.claim("pad", "x".repeat(20_000))),
          Map.entry(TokenFault.MALFORMED, t -> t.rawPayload(new byte[] {'n', 'o'})),
          Map.entry(TokenFault.TYPE, t -> t.header("typ", "JWT")),
          Map.entry(TokenFault.UNKNOWN_ISSUER, t -> t.claim("iss", "https://other.example")),
          Map.entry(TokenFault.ALGORITHM, t -> t.header("alg", "HS256")),
          Map.entry(TokenFault.UNKNOWN_KEY, t -> t.header("kid", "unknown")),
          Map.entry(TokenFault.SIGNATURE, t -> t.forgedBy(SenderRecipes.STRANGER)),
          Map.entry(TokenFault.EXPIRED, t -> t.claim("exp", LONG_AGO)),
          Map.entry(TokenFault.NOT_YET_VALID, t -> t.claim("nbf", FAR_AHEAD)),
          Map.entry(TokenFault.LIFETIME, t -> t.expiresIn(Duration.ofDays(2))),
          Map.entry(TokenFault.AUDIENCE, t -> t.audience("https://other.example")),
          Map.entry(TokenFault.CLAIMS, t -> t.claim("sub", List.of("alice"))),
          Map.entry(TokenFault.REVOKED, TokenRecipes::revoked));

  private TokenRecipes() {}

  /** Recipes by the code of their cause. */
  public static Map<String, Recipe> all() {
    Map<String, Recipe> all = new LinkedHashMap<>();
    DEFECTS.forEach((fault, defect) -> all.put(fault.code(), traces -> sent(traces, defect)));
    all.put("request.keys_unavailable", TokenRecipes::withoutKeys);
    all.put("request.revocations_unavailable", TokenRecipes::withoutRevocations);
    all.put("token.inactive", traces -> opaque(traces, false));
    all.put("request.introspection_unavailable", traces -> opaque(traces, true));
    all.put("request.issuer_unresolved", traces -> unresolved(traces, ""));
    all.put(
        "plain.document_unavailable",
        traces -> unresolved(traces, "/.well-known/oauth-protected-resource"));
    return all;
  }

  private static IntSupplier unresolved(Traces traces, String before) {
    InProcess server =
        Fixture.start(
            traces.heardBy(
                Fixture.config()
                    .resolver(
                        all ->
                            all.withTenants(
                                "tenant",
                                name -> {
                                  throw new IllegalStateException(name);
                                }))),
            TenantsTest.Endpoint.class);
    String token = traces.secret(token("/tenants/acme/mcp"));
    return () -> server.call("GET", before + "/tenants/acme/mcp").bearer(token).send().status();
  }

  private static IntSupplier sent(Traces traces, UnaryOperator<TestToken> defect) {
    McpSecurityConfigBuilder config =
        Fixture.config()
            .revokedTokens(REVOKED)
            .tokens(tokens -> tokens.withMaximumLifetime(Duration.ofDays(1)));
    InProcess server = Fixture.start(traces.heardBy(config), OpenNotes.class);
    String token = traces.secret(defect.apply(token("/mcp").subject("alice")));
    return () -> server.call("POST", "/mcp").bearer(token).send().status();
  }

  private static IntSupplier withoutKeys(Traces traces) {
    TestIssuer issuer = traces.closing(TestIssuer.start());
    InProcess server =
        Fixture.start(
            traces.heardBy(McpSecurityConfig.builder(Fixture.ORIGIN).issuer(issuer.issuer())),
            OpenNotes.class);
    String token = traces.secret(issuer.token().audience(Fixture.ORIGIN + "/mcp"));
    issuer.outage(true);
    return () -> server.call("POST", "/mcp").bearer(token).send().status();
  }

  private static IntSupplier withoutRevocations(Traces traces) {
    InMemoryRevocationLog log = new InMemoryRevocationLog();
    log.outage(true);
    RevokedTokens shared = traces.closing(RevokedTokens.shared(RevocationSharing.through(log)));
    InProcess server =
        Fixture.start(traces.heardBy(Fixture.config().revokedTokens(shared)), OpenNotes.class);
    String token = traces.secret(token("/mcp").subject("alice"));
    return () -> server.call("POST", "/mcp").bearer(token).send().status();
  }

  private static IntSupplier opaque(Traces traces, boolean outage) {
    TestIssuer issuer = traces.closing(TestIssuer.start());
    TrustedIssuer trusted =
        TrustedIssuer.of(issuer.issuer())
            .withIntrospection(
                Introspection.ofSecret("notes", "client-secret-7d3f91aa20")
                    .withTimeout(Duration.ofSeconds(20)));
    InProcess server =
        Fixture.start(
            traces.heardBy(McpSecurityConfig.builder(Fixture.ORIGIN).issuer(trusted)),
            OpenNotes.class);
    // A secret has the form of a JWT: such a word is none by its shape.
    String token = traces.secret(issuer.token().audience(Fixture.ORIGIN + "/mcp")) + ".opaque";
    issuer.outage(outage);
    return () -> server.call("POST", "/mcp").bearer(token).send().status();
  }

  private static TestToken revoked(TestToken token) {
    REVOKED.revoke(Fixture.ISSUER.issuer(), "stolen");
    return token.claim("jti", "stolen");
  }
}
