package io.github.jerseymcp.example.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.jerseymcp.example.conformance.SessionClient.Trait;
import io.github.jerseymcp.example.interop.InteropReport;
import io.github.jerseymcp.example.interop.NodePackages;
import io.github.jerseymcp.testsupport.Opened;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients by others at an endpoint with sessions, whichever form its answers have. */
@Tag("interop")
final class SessionClientsTest {

  @RegisterExtension static final Opened OPENED = Opened.forAllTests();

  @RegisterExtension
  static final InteropReport REPORT = new InteropReport("clients by others, with sessions");

  private static final Map<AnswerForm, FixtureServer> SERVERS = new EnumMap<>(AnswerForm.class);

  @BeforeAll
  static void start() throws Exception {
    NodePackages.install();
    for (AnswerForm form : AnswerForm.values()) {
      FixtureServer server = OPENED.open(FixtureServer.start(form));
      SERVERS.put(form, server);
      server.serveSessions();
    }
  }

  static Stream<Arguments> clients() {
    return Stream.of(AnswerForm.values())
        .flatMap(
            form ->
                Stream.of(
                    arguments("TypeScript sdk 1.32.2", form, new TypescriptClient("v1")),
                    arguments("TypeScript client 2.4.0", form, new TypescriptClient("v2")),
                    arguments("the same, any version", form, new TypescriptClient("auto")),
                    arguments("Inspector 2.12.0", form, new InspectorClient()),
                    arguments("Java SDK 2.1.0", form, new JavaClient())));
  }

  @ParameterizedTest(name = "{0}, answers as {1}")
  @MethodSource("clients")
  void listsAndCallsTools(String name, AnswerForm form, SessionClient client) throws Exception {
    FixtureServer server = SERVERS.get(form);
    SessionClient.Report report = client.use(server.endpoint(), server.token(name).sign());

    assertThat(report.tools()).hasSize(15).contains("test_simple_text", "test_reconnection");
    assertThat(report.simple()).isEqualTo("This is a simple text response for testing.");
    assertThat(report.logging()).isEqualTo("Three messages were logged");
    if (client.traits().contains(Trait.POLLS)) {
      assertThat(report.reconnection()).isEqualTo("Reconnection test completed successfully");
    }
    if (client.traits().contains(Trait.ANSWERS)) {
      assertThat(report.sampling()).isEqualTo("LLM response: Said by the client");
      assertThat(report.elicitation()).startsWith("User response: action=accept").contains("alice");
    }
    assertAnswers(form, client, server.answers());
    REPORT.add(name + ", answers as " + form);
  }

  private static void assertAnswers(AnswerForm form, SessionClient client, List<String> all) {
    List<String> answers = new ArrayList<>(all);
    if (client.traits().contains(Trait.PROBES)) {
      assertThat(answers.remove(0)).isEqualTo("POST 400 application/json");
    }
    assertThat(answers)
        .contains("POST 200 application/json session", "POST 200 text/event-stream", "POST 202")
        .contains("GET 200 text/event-stream")
        .allMatch(answer -> answer.matches("(POST|GET|DELETE) 20[024].*"));
    assertThat(answers.contains("POST 200 application/json")).isEqualTo(form == AnswerForm.JSON);
    assertThat(answers.contains("DELETE 204")).isEqualTo(client.traits().contains(Trait.ENDS));
  }
}
