package io.github.jerseymcp.example.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import io.github.jerseymcp.example.doctor.finding.Finding;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.finding.Verdict;
import io.github.jerseymcp.example.doctor.wire.Target;
import io.github.jerseymcp.example.doctor.wire.Wire;
import io.github.jerseymcp.testsupport.Opened;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers that mean harm to whoever looks at them: the doctor ends, in time, and says what it saw.
 */
@Tag("once")
@Timeout(60)
final class HostileServerTest {

  @RegisterExtension final Opened opened = Opened.forEachTest();

  private HostileServer server;

  @Test
  void aDocumentWithoutEndIsReadInPart() throws Exception {
    String url = withDocument(HostileServer::writeWithoutEnd);

    assertFinding(
        visit(url),
        Rule.DOCUMENT_FORM,
        Verdict.WRONG,
        "The document is too long, or takes too long");
  }

  @Test
  void anAnswerWithoutEndIsSaidToBeOne() throws Exception {
    String url =
        serve(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              HostileServer.writeWithoutEnd(exchange);
            });

    DoctorRun run = DoctorRun.of(url);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("too long").contains("read in part");
  }

  @Test
  void bytesThatComeNowAndThenTakeNoLongerThanAll() throws Exception {
    String url =
        withDocument(
            slow -> {
              slow.sendResponseHeaders(200, 0);
              while (true) {
                slow.getResponseBody().write(' ');
                slow.getResponseBody().flush();
                pause();
              }
            });
    long began = System.nanoTime();

    List<Finding> findings = visit(url);

    assertFinding(
        findings, Rule.DOCUMENT_FORM, Verdict.WRONG, "The document is too long, or takes too long");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aServerThatIsSlowWithEachAnswerDoesNotKeepTheDoctor() throws Exception {
    String url =
        serve(
            exchange -> {
              pause();
              pause();
              HostileServer.challengeOr(exchange, each -> each.sendResponseHeaders(404, -1));
            });
    Wire wire = new Wire(SSLContext.getDefault(), Duration.ofSeconds(1), Duration.ofMillis(900));

    List<Finding> findings = visit(url, wire);

    assertThat(server.requests()).isBetween(2, 10);
    assertFinding(
        findings,
        Rule.LISTENING,
        Verdict.UNKNOWN,
        "The answers to other requests have taken all the time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\\\"", "\\\\", "=", ", ", "x=\"", "Bearer ", "1.1"})
  void headerFieldsOfAnyLengthAreRead(String part) throws Exception {
    String huge = part.repeat(60_000);
    String url =
        serve(
            exchange -> {
              exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer realm=\"" + huge);
              exchange.getResponseHeaders().add("Strict-Transport-Security", "max-age=0" + huge);
              exchange.getResponseHeaders().add("Server", "a/1.1" + huge);
              exchange.sendResponseHeaders(401, -1);
            });

    // It is either too much for Java's client or for the doctor, and neither fails.
    assertThat(DoctorRun.of(url).exitCode()).isIn(1, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<", "a", "1.", "a/1.1.1.1.", "at a.", "a.a.", "at (", "Error: "})
  void errorPagesOfAnyKindAreRead(String part) throws Exception {
    String page = part.repeat(250_000 / part.length());
    String url =
        serve(
            exchange -> {
              exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer");
              exchange.getResponseHeaders().add("Content-Type", "text/html");
              HostileServer.write(exchange, 401, page);
            });
    long began = System.nanoTime();

    DoctorRun run = DoctorRun.of(url);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void textsOfAStrangerCannotWriteToTheTerminal() throws Exception {
    String evil =
        "\\u001b[2J\\u001b]0;title\\u0007\\u202egnirts\\r\\nWRONG   forged: line\\u0000\\u009b";
    String url =
        withDocument(
            "{\"resource\":\"" + evil + "\",\"authorization_servers\":[\"" + evil + "\"]}");

    DoctorRun run = DoctorRun.of(url);

    assertThat(run.out()).contains("is for another one: ");
    assertThat(run.out().codePoints().filter(point -> point != '\n'))
        .allMatch(point -> point >= ' ' && point < 0x7f);
    assertThat(run.out().lines()).noneMatch(line -> line.startsWith("WRONG   forged"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "\"", "1", "-", "[[],"})
  void documentsThatAreMeantToBurstAreNone(String part) throws Exception {
    String bomb = part.repeat(200_000 / part.length());
    String url = withDocument(bomb);

    assertFinding(visit(url), Rule.DOCUMENT_FORM, Verdict.WRONG, "The document is no JSON object");
  }

  @Test
  void ofManyIssuersFewAreLookedAt() throws Exception {
    String many =
        IntStream.range(0, 9000)
            .mapToObj(i -> "\"https://i" + i + ".example\"")
            .collect(Collectors.joining(","));
    String url = withDocument("{\"authorization_servers\":[" + many + "]}");

    assertFinding(
        visit(url), Rule.DOCUMENT_SERVERS, Verdict.WRONG, "The document names 9000 issuers");
  }

  @Test
  void noRedirectOfAnyAddressIsFollowed() throws Exception {
    HostileServer inside = HostileServer.answering(exchange -> exchange.close());
    opened.open(inside);
    String url =
        withDocument(
            exchange -> {
              exchange.getResponseHeaders().add("Location", inside.url());
              exchange.sendResponseHeaders(302, -1);
            });

    assertFinding(
        visit(url), Rule.DOCUMENT_PLACE, Verdict.WRONG, "The place for this path answers 302");
    assertThat(inside.requests()).isZero();
  }

  @Test
  void aSessionWithEachAnswerCostsNoMoreRequests() throws Exception {
    AtomicInteger sessions = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    String url =
        serve(
            exchange -> {
              int number = sessions.incrementAndGet();
              exchange.getResponseHeaders().add("Mcp-Session-Id", "s".repeat(300) + number);
              if (exchange.getRequestMethod().equals("DELETE")) {
                ended.incrementAndGet();
              }
              exchange.getResponseHeaders().add("Content-Type", "application/json");
              HostileServer.write(exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
            });

    DoctorRun run = DoctorRun.of(url);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(server.requests()).isLessThanOrEqualTo(Wire.MOST_REQUESTS);
    assertThat(ended.get()).isPositive();
  }

  private String serve(HttpHandler handler) throws IOException {
    return open(HostileServer.answering(handler));
  }

  private String withDocument(HttpHandler document) throws IOException {
    return open(HostileServer.withDocument(document));
  }

  private String withDocument(String document) throws IOException {
    return open(HostileServer.withDocument(document));
  }

  private String open(HostileServer started) {
    opened.open(started);
    server = started;
    return started.url();
  }

  private static List<Finding> visit(String url) throws Exception {
    return visit(
        url, new Wire(SSLContext.getDefault(), Duration.ofMillis(700), Duration.ofSeconds(20)));
  }

  private static List<Finding> visit(String url, Wire wire) {
    return VisitTo.target(Target.of(url).orElseThrow(), "", wire, InstantSource.system());
  }

  private static void assertFinding(
      List<Finding> findings, Rule rule, Verdict verdict, String seen) {
    assertThat(findings).contains(new Finding(rule, verdict, seen));
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
