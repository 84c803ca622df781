package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.EventReader.Received;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import io.modelcontextprotocol.spec.McpSchema.ResourcesUpdatedNotification;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How the user must have signed in for an operation of an MCP endpoint: SU-01, SU-05, SU-08. */
class StepUpOperationsTest {

  private static final String ASKED = "acr_values=\"gold silver\", max_age=\"300\"";
  private static final String UPDATED = "notifications/resources/updated";

  private final McpFixture server = McpFixture.start();

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Arguments> revealing() {
    return Stream.of(
        Arguments.of("reading", "resources/read", "{'uri':'vault://1'}"),
        Arguments.of("watching", "resources/subscribe", "{'uri':'vault://1'}"),
        Arguments.of(
            "completing",
            "completion/complete",
            "{'ref':{'type':'ref/resource','uri':'vault://{room}'}}"));
  }

  @ParameterizedTest(name = "SU-05 {0}")
  @MethodSource("revealing")
  void asksForTheAuthenticationOfWhatAnOperationTellsOfSu05(
      String row, String method, String params) {
    String body = McpWire.request(1, method, params.replace('\'', '"'));
    McpWire client = server.client(weak()).initialize();
    Reply refused = client.post(body);
    Reply passed = client.token(strong().sign()).post(body);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("WWW-Authenticate"))
        .startsWith("Bearer error=\"insufficient_user_authentication\"")
        .contains(ASKED, "scope=\"mcp:tools:read\"", "resource_metadata=");
    assertThat(passed.status())
        .as("the same session, with a token of the same user")
        .isEqualTo(200);
    assertThat(client.post(McpWire.call(2, "echo", "hi")).status()).isEqualTo(200);
  }

  @Test
  void tellsOfScopesAndAuthenticationAtOnceSu04() {
    try (McpFixture strict =
        McpFixture.start(
            Container.GRIZZLY, settings -> settings.policy(new Strict()).filterLists())) {
      McpWire client = strict.client(strict.token("alice").scope("mcp:tools:read")).initialize();
      Reply both = client.post(McpWire.call(1, "echo", "hi"));
      McpWire scoped = client.token(strict.token("alice").sign());
      Reply authentication = scoped.post(McpWire.call(2, "echo", "hi"));

      for (Reply reply : List.of(both, authentication)) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate"))
            .contains("acr_values=\"gold\"", "scope=\"mcp:tools:read mcp:tools:call\"");
      }
      assertThat(strict.probe.runs).hasValue(0);
      assertThat(scoped.post(McpWire.request(3, "tools/list", "{}")).body())
          .as("a list shows what the user can sign in again for")
          .contains("\"echo\"");
    }
  }

  /** Asks for more than the annotations do. */
  private static final class Strict implements OperationPolicy {

    @Override
    public Set<String> scopesFor(McpOperation operation) {
      return Set.of();
    }

    @Override
    public AuthenticationRequirement authenticationFor(McpOperation operation) {
      return operation.method().equals("tools/call")
          ? AuthenticationRequirement.ofAcr("gold")
          : AuthenticationRequirement.none();
    }
  }

  @Test
  void aPolicyThatFailsToTellRefusesSu05() {
    OperationPolicy failing =
        new OperationPolicy() {
          @Override
          public Set<String> scopesFor(McpOperation operation) {
            return Set.of();
          }

          @Override
          @SuppressWarnings("NullAway") // As code of users may do.
          public AuthenticationRequirement authenticationFor(McpOperation operation) {
            return operation.method().equals("tools/call")
                ? null
                : AuthenticationRequirement.none();
          }
        };
    try (McpFixture broken =
        McpFixture.start(Container.GRIZZLY, settings -> settings.policy(failing))) {
      McpWire client = broken.client("alice").initialize();

      assertThat(client.post(McpWire.call(1, "echo", "hi")).body()).contains("-32603");
      assertThat(broken.probe.runs).hasValue(0);
    }
  }

  @Test
  void judgesEachRequestOfASessionSu08() {
    McpWire client = server.client(strong()).initialize();
    assertThat(client.post(read(1, "vault://1")).status()).isEqualTo(200);
    server.time.advance(Duration.ofSeconds(331));

    assertThat(client.post(read(2, "vault://1")).status()).isEqualTo(401);
    assertThat(client.post(McpWire.call(3, "echo", "hi")).status()).isEqualTo(200);
    McpWire again = client.token(strong().sign());
    assertThat(again.post(read(4, "vault://1")).status()).isEqualTo(200);
  }

  @Test
  void letsAStreamGoOnAndAsksWhoComesBackSu08() {
    McpWire client = server.client(strong()).initialize();
    try (EventReader events = client.stream(reported(1, "vault://secret"))) {
      Received seen = events.next();
      server.time.advance(Duration.ofSeconds(331));
      server.probe.release("vault://secret");
      assertThat(events.rest())
          .as("it was asked when it began")
          .last()
          .asString()
          .contains("written");

      Reply late = client.with("Last-Event-ID", seen.id()).send("GET");
      Reply weaker = client.token(weak().sign()).with("Last-Event-ID", seen.id()).send("GET");
      assertThat(late.status()).isEqualTo(401);
      assertThat(late.header("WWW-Authenticate")).contains(ASKED);
      assertThat(weaker.status()).isEqualTo(401);
      try (EventReader again = client.token(strong().sign()).resume(seen.id())) {
        assertThat(again.rest()).last().asString().contains("written");
      }
    }
  }

  @Test
  void tellsOfAChangeOnlyWhoMayReadItNowSu08() {
    McpWire client = server.client(strong()).initialize();
    try (EventReader events = client.listen()) {
      events.next();
      notifyOf("vault://1");
      assertThat(events.next().data()).contains("vault://1");
      server.time.advance(Duration.ofSeconds(331));
      notifyOf("vault://2");
      notifyOf("open://3");
      assertThat(events.next().data()).as("not of the second").contains("open://3");
    }
    McpWire other = server.client(weak()).initialize();
    try (EventReader events = other.listen()) {
      events.next();
      notifyOf("vault://4");
      notifyOf("open://5");
      assertThat(events.next().data()).contains("open://5");
    }
  }

  private void notifyOf(String uri) {
    server.transport.notifyClients(UPDATED, new ResourcesUpdatedNotification(uri)).block();
  }

  private TestToken weak() {
    return server.token("alice").expiresIn(Duration.ofHours(2)).claim("acr", "bronze");
  }

  private TestToken strong() {
    return weak().claim("acr", "silver").claim("auth_time", server.time.instant().getEpochSecond());
  }

  private static String read(int id, String uri) {
    return McpWire.request(id, "resources/read", "{\"uri\":\"" + uri + "\"}");
  }

  private static String reported(int id, String uri) {
    return McpWire.request(
        id, "resources/read", "{\"uri\":\"" + uri + "\",\"_meta\":{\"progressToken\":\"token\"}}");
  }
}
