package io.github.jerseymcp.example.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.jerseymcp.example.ExampleServer;
import io.github.jerseymcp.example.Options;
import io.github.jerseymcp.example.doctor.finding.Finding;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.finding.Verdict;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testsupport.http.Http;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The doctor finds nothing to complain of at the example, however that is started. */
@Tag("once")
@Timeout(60)
final class ExampleDoctorTest {

  private static final String DEMO = "Basic ZGVtbzpkZW1v";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--sessions",
        "--dpop off",
        "--dpop off --sessions",
        "--dpop-nonce",
        "--dpop-nonce --sessions",
        "--allowed-origin https://app.example.com"
      })
  void findsNothingAtTheExample(String options) throws Exception {
    try (ExampleServer server = start(options)) {
      List<Finding> findings = VisitTo.endpoint(server.localUrl() + "/mcp", token(server));

      assertThat(findings).extracting(Finding::verdict).as("%s", findings).containsOnly(Verdict.OK);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--sessions", "--dpop required", "--dpop required --dpop-nonce"})
  void findsNothingWithoutATokenEither(String options) throws Exception {
    try (ExampleServer server = start(options)) {
      DoctorRun run = DoctorRun.of(server.localUrl() + "/mcp");

      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains("0 wrong, 0 advice, 8 could not be told, 31 right");
    }
  }

  @Test
  void seesThatABoundTokenIsOfNoUseToIt() throws Exception {
    try (TestIssuer issuer = TestIssuer.start();
        ExampleServer server = start("--dpop required --issuer " + issuer.issuer())) {
      describe(issuer);
      String url = server.localUrl() + "/mcp";
      String key = TestProof.thumbprint(SigningKey.generate("ES256", "client"));
      String token = issuer.token().audience(url).scope("mcp:tools:read").boundToKey(key).sign();
      List<Finding> findings = VisitTo.endpoint(url, token);

      assertThat(VisitTo.complaints(findings)).isEmpty();
      assertThat(findings)
          .contains(
              new Finding(
                  Rule.DPOP_ENFORCED,
                  Verdict.OK,
                  "The token is refused with a proof by another key"));
    }
  }

  private static ExampleServer start(String options) throws Exception {
    List<String> all = new ArrayList<>(List.of("--port", "0"));
    all.addAll(options.isEmpty() ? List.of() : List.of(options.split(" ")));
    return ExampleServer.start(Options.parse(all.toArray(String[]::new)));
  }

  private static String token(ExampleServer server) throws Exception {
    String endpoint = server.authorizationServer().orElseThrow().tokenEndpoint();
    HttpResponse<String> answer =
        Http.send(
            Http.form(endpoint, "grant_type=client_credentials&user=alice")
                .header("Authorization", DEMO));
    return JSONObjectUtils.parse(answer.body()).get("access_token").toString();
  }

  /** What an authorization server says that MCP clients can use. */
  private static void describe(TestIssuer issuer) {
    Map<String, Object> document = issuer.metadataDocument();
    document.put("code_challenge_methods_supported", List.of("S256"));
    document.put("registration_endpoint", issuer.issuer() + "/register");
    document.put("authorization_response_iss_parameter_supported", true);
    issuer.answerMetadata(TestIssuer.json(document));
  }
}
