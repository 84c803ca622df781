package io.github.jerseymcp.example.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.jerseymcp.example.doctor.finding.Finding;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.finding.Verdict;
import io.github.jerseymcp.example.interop.InteropReport;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The doctor at servers by others. Each finding was looked at by hand with curl; what the doctor
 * says is true, and nothing else may be said of them.
 */
@Tag("interop")
@Timeout(900)
final class PeersTest {

  @RegisterExtension
  static final InteropReport REPORT =
      new InteropReport("TypeScript SDK 1.32.2, Spring AI 2.0.1 and the Java SDK, by the doctor");

  private static TestIssuer issuer;

  @BeforeAll
  static void start() {
    issuer = TestIssuer.start();
    Map<String, Object> document = issuer.metadataDocument();
    document.put("code_challenge_methods_supported", List.of("S256"));
    document.put("registration_endpoint", issuer.issuer() + "/register");
    document.put("authorization_response_iss_parameter_supported", true);
    issuer.answerMetadata(TestIssuer.json(document));
  }

  @AfterAll
  static void stop() {
    issuer.close();
  }

  @Test
  void theTypescriptServerBehindItsBearerMiddleware() throws Exception {
    try (Peer peer = Peers.typescript(issuer.issuer())) {
      List<Finding> outside = visit(peer, "");
      List<Finding> inside = visit(peer, token(peer).sign());

      assertThat(VisitTo.complaints(outside))
          .containsOnly(
              entry(Rule.CHALLENGE_ERROR, Verdict.ADVICE), entry(Rule.ERROR_TEXTS, Verdict.WRONG));
      assertThat(VisitTo.complaints(inside))
          .containsOnly(
              entry(Rule.CHALLENGE_ERROR, Verdict.ADVICE),
              entry(Rule.TWO_AUTHORIZATIONS, Verdict.ADVICE),
              entry(Rule.ORIGIN, Verdict.WRONG),
              entry(Rule.ORIGIN_NULL, Verdict.WRONG),
              entry(Rule.ERROR_TEXTS, Verdict.WRONG),
              entry(Rule.SESSION_UNKNOWN, Verdict.ADVICE),
              entry(Rule.SESSION_END, Verdict.WRONG));
      assertThat(inside).extracting(Finding::verdict).doesNotContain(Verdict.UNKNOWN);
      assertThat(seen(inside, Rule.ERROR_TEXTS)).startsWith("An error shows a stack trace: at ");
      assertThat(seen(inside, Rule.SESSION_END)).isEqualTo("After DELETE the session id gets 400");
      assertThat(seen(inside, Rule.QUERY_TOKEN)).isEqualTo("A token in the address is not read");
      assertThat(seen(inside, Rule.HOST)).isEqualTo("An unknown Host gets 403");
    }
  }

  @Test
  void theTypescriptServerThatIsOpen() throws Exception {
    try (Peer peer = Peers.openTypescript()) {
      List<Finding> findings = visit(peer, "");

      assertThat(VisitTo.complaints(findings))
          .containsOnly(
              entry(Rule.OPEN_ACCESS, Verdict.ADVICE),
              entry(Rule.ORIGIN, Verdict.WRONG),
              entry(Rule.ORIGIN_NULL, Verdict.WRONG),
              entry(Rule.ERROR_TEXTS, Verdict.WRONG),
              entry(Rule.SESSION_UNKNOWN, Verdict.ADVICE),
              entry(Rule.SESSION_END, Verdict.WRONG));
      assertThat(findings).extracting(Finding::verdict).doesNotContain(Verdict.UNKNOWN);
    }
  }

  @Test
  void springAiBehindSpringSecurity() throws Exception {
    try (Peer peer = Peers.springAi(issuer.issuer())) {
      List<Finding> outside = visit(peer, "");
      // Spring Security takes no token of the type at+jwt, unless it is told to.
      List<Finding> inside = visit(peer, token(peer).header("typ", "JWT").sign());

      Map<Rule, Verdict> known =
          Map.of(
              Rule.DOCUMENT_RESOURCE, Verdict.WRONG,
              Rule.DOCUMENT_SERVERS, Verdict.WRONG,
              Rule.SCOPES, Verdict.ADVICE,
              Rule.INVALID_TOKEN, Verdict.ADVICE,
              Rule.HOST, Verdict.WRONG);
      assertThat(VisitTo.complaints(outside)).containsExactlyInAnyOrderEntriesOf(known);
      Map<Rule, Verdict> more = new HashMap<>(known);
      more.put(Rule.TWO_AUTHORIZATIONS, Verdict.ADVICE);
      more.put(Rule.ORIGIN, Verdict.WRONG);
      more.put(Rule.ORIGIN_NULL, Verdict.WRONG);
      more.put(Rule.ERROR_TEXTS, Verdict.WRONG);
      more.put(Rule.CONTENT_TYPE, Verdict.ADVICE);
      more.put(Rule.PROTOCOL_HEADER, Verdict.WRONG);
      assertThat(VisitTo.complaints(inside)).containsExactlyInAnyOrderEntriesOf(more);
      assertThat(seen(outside, Rule.HOST))
          .isEqualTo("Whoever sends Host: stranger.example finds it in the challenge");
      assertThat(seen(outside, Rule.INVALID_TOKEN)).endsWith("decode the Jwt: Malformed token");
    }
  }

  @Test
  void theServletOfTheJavaSdk() throws Exception {
    try (Peer peer = Peers.javaSdk()) {
      List<Finding> findings = visit(peer, "");

      assertThat(VisitTo.complaints(findings))
          .containsOnly(
              entry(Rule.OPEN_ACCESS, Verdict.ADVICE),
              entry(Rule.HOST, Verdict.ADVICE),
              entry(Rule.ORIGIN, Verdict.WRONG),
              entry(Rule.ORIGIN_NULL, Verdict.WRONG),
              entry(Rule.ERROR_TEXTS, Verdict.WRONG),
              entry(Rule.SERVER_VERSION, Verdict.ADVICE),
              entry(Rule.CONTENT_TYPE, Verdict.ADVICE),
              entry(Rule.PROTOCOL_HEADER, Verdict.WRONG));
      assertThat(findings).extracting(Finding::verdict).doesNotContain(Verdict.UNKNOWN);
      assertThat(seen(findings, Rule.ERROR_TEXTS)).startsWith("An error shows a stack trace: ");
      assertThat(seen(findings, Rule.SERVER_VERSION)).contains(": Apache Tomcat/");
    }
  }

  private static List<Finding> visit(Peer peer, String token) {
    List<Finding> findings = VisitTo.endpoint(peer.url(), token);
    REPORT.add(
        "%d wrong, %d advice of %d findings"
            .formatted(
                findings.stream().filter(each -> each.verdict() == Verdict.WRONG).count(),
                findings.stream().filter(each -> each.verdict() == Verdict.ADVICE).count(),
                findings.size()));
    return findings;
  }

  private static TestToken token(Peer peer) {
    return issuer.token().audience(peer.url()).scope("tools");
  }

  private static String seen(List<Finding> findings, Rule rule) {
    return findings.stream()
        .filter(each -> each.rule() == rule)
        .map(Finding::seen)
        .findFirst()
        .orElseThrow();
  }
}
