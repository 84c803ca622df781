package io.github.jerseymcp.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.mcp.Container;
import io.github.jerseymcp.mcp.McpFixture;
import io.github.jerseymcp.mcp.OperationPolicy;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The adapter for Cedar that the manual shows, with the policies that it shows, at an endpoint. */
class CedarPolicyTest {

  private static final String RAN = "alice";
  private static final String FAILED = "-32603";

  /** Permits all, but for what a rule forbids that cannot be evaluated without an account. */
  private static final String FAILING_FORBID =
      """
      permit (principal, action, resource);
      forbid (principal, action, resource)
      when { context.method == "tools/call" && context.arguments.account == "closed" };
      """;

  @TempDir private static Path classes;
  private static URLClassLoader loader;
  private static McpFixture shown;
  private static McpFixture failing;

  @BeforeAll
  static void start() throws Exception {
    assertThat(Snippet.compileAll(classes)).isEmpty();
    loader = new URLClassLoader(new URL[] {classes.toUri().toURL()});
    String policies = Page.read(Path.of("docs/guide/policies.md")).blocks("cedar").get(0).text();
    shown = server(policies.replace("\"pay\"", "\"echo\""));
    failing = server(FAILING_FORBID);
  }

  @AfterAll
  static void stop() throws Exception {
    shown.close();
    failing.close();
    loader.close();
  }

  private static McpFixture server(String policies) throws Exception {
    OperationPolicy policy =
        (OperationPolicy)
            loader.loadClass("CedarPolicy").getConstructor(String.class).newInstance(policies);
    return McpFixture.start(Container.GRIZZLY, settings -> settings.policy(policy));
  }

  static Stream<Arguments> calls() {
    return Stream.of(
        row("permitted", "{'amount':1000}", 200, RAN),
        row("not permitted", "{'amount':1001}", 403, "\"code\":403"),
        row("forbidden though permitted", "{'amount':1,'account':'closed'}", 403, "\"code\":403"),
        row("another account", "{'amount':1,'account':'open'}", 200, RAN),
        row("what a rule reads is missing", "{}", 200, FAILED),
        row("what a rule reads is of another type", "{'amount':'1'}", 200, FAILED),
        row("a text in the language of policies", "{'amount':1,'x':'\\\") };permit'}", 200, RAN),
        row(
            "a caller who would be another entity",
            "{'amount':{'__entity':{'type':'Mcp::Caller','id':'root'}}}",
            403,
            "\"code\":403"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void decidesByItsPolicies(String row, String arguments, int status, String body) {
    assertAnswer(call(shown, arguments), status, body);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void letsNothingPassWhereAForbidFails(String arguments, int status, String body) {
    assertAnswer(call(failing, arguments), status, body);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of("{'account':'open'}", 200, RAN),
        Arguments.of("{'account':'closed'}", 403, "\"code\":403"),
        Arguments.of("{}", 200, FAILED));
  }

  private static Reply call(McpFixture server, String arguments) {
    McpWire client = server.client("alice").initialize();
    Reply reply =
        client.post(
            McpWire.request(
                1,
                "tools/call",
                "{\"name\":\"echo\",\"arguments\":" + arguments.replace('\'', '"') + "}"));
    client.send("DELETE");
    return reply;
  }

  private static void assertAnswer(Reply reply, int status, String body) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.body()).contains(body).doesNotContain("Cedar", "Mcp::");
    assertThat(reply.body().contains(RAN)).isEqualTo(body.equals(RAN));
  }

  private static Arguments row(String name, String arguments, int status, String body) {
    return Arguments.of(name, arguments, status, body);
  }
}
