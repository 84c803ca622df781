package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.edge.EdgeFault;
import io.github.jerseymcp.event.Caller;
import io.github.jerseymcp.event.Decision;
import io.github.jerseymcp.event.KeysFetched;
import io.github.jerseymcp.event.Operation;
import io.github.jerseymcp.event.RequestAccepted;
import io.github.jerseymcp.event.RequestRefused;
import io.github.jerseymcp.event.SecurityEvent;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.sender.SenderFault;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.token.TokenFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What listeners are told of requests. */
class DecisionEventsTest {

  private final List<SecurityEvent> heard = new CopyOnWriteArrayList<>();
  private final InProcess server = start(OpenNotes.class, ShelfResource.class);

  @Test
  void tellsOfEachAcceptedRequestOnce() {
    TestToken token = token("/mcp").clientId("inspector").scope("notes:read");

    server.call("POST", "/mcp").bearer(token.sign()).header("X-Request-Id", "request-17").send();

    assertThat(decisions()).hasSize(1);
    RequestAccepted accepted = (RequestAccepted) decisions().get(0);
    assertThat(accepted.resource()).isEqualTo("/mcp");
    assertThat(accepted.operation()).isEqualTo(Operation.ofHttp("POST"));
    assertThat(accepted.caller())
        .contains(
            new Caller(
                Fixture.ISSUER.issuer(), "alice", Optional.of("inspector"), Set.of("notes:read")));
    assertThat(accepted.correlationId()).isEqualTo("request-17");
    assertThat(accepted.nanos()).isPositive();
  }

  @Test
  void tellsWhatIsWrongWithAToken() {
    RequestRefused refused = refused("/mcp", token("/mcp").claim("exp", 1).sign());

    assertThat(refused.cause()).isEqualTo(TokenFault.EXPIRED);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.issuer()).contains(Fixture.ISSUER.issuer());
    assertThat(refused.caller()).as("nothing of it was verified").isEmpty();
  }

  @Test
  void namesNoIssuerThatIsNotTrusted() {
    String token = token("/mcp").claim("iss", "https://evil.example").sign();

    RequestRefused refused = refused("/mcp", token);

    assertThat(refused.cause()).isEqualTo(TokenFault.UNKNOWN_ISSUER);
    assertThat(refused.issuer()).isEmpty();
    assertThat(refused.toString()).doesNotContain("evil", token);
  }

  @Test
  void namesTheTemplateAndNoMethodThatItDoesNotKnow() {
    server.call("PROPFINDER", "/mcp/secret-path").send();

    RequestRefused refused = (RequestRefused) decisions().get(0);
    assertThat(refused.cause()).isEqualTo(Reason.NO_CREDENTIALS);
    assertThat(refused.resource()).isEqualTo("/mcp");
    assertThat(refused.operation()).isEqualTo(Operation.OTHER);
    assertThat(refused.toString()).doesNotContain("secret-path", "PROPFINDER");
  }

  @Test
  void namesTheCallerOfAGoodTokenThatIsPresentedWrongly() {
    String bound = token("/mcp").claim("cnf", Map.of("jkt", "x".repeat(43))).sign();

    RequestRefused refused = refused("/mcp", bound);

    assertThat(refused.cause()).isIn(SenderFault.BOUND_AS_BEARER, SenderFault.CONFIRMATION);
    assertThat(refused.caller().orElseThrow().subject()).isEqualTo("alice");
  }

  @Test
  void namesTheScopesThatAreNeededAndHeld() {
    server.call("PUT", "/shelf").bearer(token("/shelf").scope("other").sign()).send();

    RequestRefused refused = (RequestRefused) decisions().get(0);

    assertThat(refused.cause()).isEqualTo(Reason.INSUFFICIENT_SCOPE);
    assertThat(refused.needed()).containsExactly("shelf:open", "a", "b");
    assertThat(refused.caller().orElseThrow().scopes()).containsExactly("other");
  }

  @Test
  void tellsOfTheEdge() {
    server.call("GET", "/mcp").without("Host").header("Host", "evil.example").send();

    RequestRefused refused = (RequestRefused) decisions().get(0);
    assertThat(refused.cause()).isEqualTo(EdgeFault.HOST_NOT_ALLOWED);
    assertThat(refused.resource()).isEqualTo("/mcp");
    assertThat(refused.toString()).doesNotContain("evil");
  }

  @Test
  void tellsWhenKeysAreFetched() {
    server.call("POST", "/mcp").bearer(token("/mcp").sign()).send();

    assertThat(heard).hasAtLeastOneElementOfType(KeysFetched.class);
  }

  @Test
  void decidesTheSameWhateverTheListenerThrows() {
    InProcess failing =
        Fixture.start(
            Fixture.config()
                .events(
                    events ->
                        events.withListener(
                            event -> {
                              throw new StackOverflowError();
                            })),
            OpenNotes.class);

    assertThat(failing.call("POST", "/mcp").bearer(token("/mcp").sign()).send().status())
        .isEqualTo(200);
    assertThat(failing.call("POST", "/mcp").send().status()).isEqualTo(401);
  }

  private RequestRefused refused(String path, String token) {
    server.call("POST", path).bearer(token).send();
    assertThat(decisions()).hasSize(1);
    return (RequestRefused) decisions().get(0);
  }

  private List<Decision> decisions() {
    return heard.stream().filter(Decision.class::isInstance).map(Decision.class::cast).toList();
  }

  private InProcess start(Class<?>... resources) {
    return Fixture.start(
        Fixture.config().events(events -> events.withListener(heard::add)), resources);
  }
}
