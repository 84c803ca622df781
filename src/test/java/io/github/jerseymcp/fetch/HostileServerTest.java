package io.github.jerseymcp.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.testsupport.http.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server may do to those who ask it, on bare sockets: negative case 6. */
@Tag("once")
class HostileServerTest {

  private static final int MOST_BYTES = 64 * 1024;
  private static final FetchPolicy POLICY =
      FetchPolicy.strict().withLoopback().withTimeout(Duration.ofSeconds(3));

  private final RawServer server = RawServer.start(RawServer.text(""));
  private final Fetcher strangers = fetcher(POLICY, InetAddress::getAllByName);

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        row("10 MB, announced", FetchFault.TOO_LONG, flood("Content-Length: 10000000")),
        row("chunks without end", FetchFault.TOO_LONG, HostileServerTest::chunks),
        row("one header field without end", FetchFault.HEADER_TOO_LONG, endless("X: ", "y")),
        row("header fields without end", FetchFault.HEADER_TOO_LONG, endless("", "X: y\r\n")),
        row("interim answers without end", FetchFault.HEADER_TOO_LONG, interim()),
        row("a byte per second of the header", FetchFault.TIME, drip("HTTP/1.1 200 OK\r\nX: ")),
        row(
            "a byte per second of the body",
            FetchFault.TIME,
            drip("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")),
        row("silence", FetchFault.TIME, out -> Thread.sleep(60_000)),
        row(
            "two lengths",
            FetchFault.PROTOCOL,
            text("Content-Length: 2\r\nContent-Length: 2", "{}")),
        row(
            "two different lengths",
            FetchFault.PROTOCOL,
            text("Content-Length: 2\r\nContent-Length: 3", "{}")),
        row(
            "a length and chunks",
            FetchFault.PROTOCOL,
            text("Content-Length: 2\r\nTransfer-Encoding: chunked", "2\r\n{}\r\n0\r\n\r\n")),
        row("a negative length", FetchFault.PROTOCOL, text("Content-Length: -1", "{}")),
        row("neither length nor chunks", FetchFault.PROTOCOL, text("X: y", "{}")),
        row("gzip", FetchFault.PROTOCOL, text("Content-Encoding: gzip\r\nContent-Length: 2", "{}")),
        row("less than announced", FetchFault.CONNECTION, text("Content-Length: 9", "{}")),
        row("no HTTP", FetchFault.PROTOCOL, RawServer.text("SSH-2.0-OpenSSH_9.2\r\n")),
        row(
            "something before HTTP",
            FetchFault.PROTOCOL,
            RawServer.text("x\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")),
        row("nothing", FetchFault.CONNECTION, RawServer.text("")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void givesUpWithinItsLimits(String row, FetchFault fault, RawServer.Script script) {
    server.answer(script);
    long begun = System.nanoTime();

    assertThatExceptionOfType(FetchFailedException.class)
        .isThrownBy(() -> send(strangers))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault))
        .withMessage(fault.text());

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    assertThat(server.requests()).as("no second try").hasSize(1);
  }

  /** What the socket's buffers hold is beyond anybody's reach. */
  @Test
  void hangsUpOnWhoSendsWithoutEnd() throws Exception {
    server.answer(HostileServerTest::chunks);

    assertThatExceptionOfType(FetchFailedException.class).isThrownBy(() -> send(strangers));
    long before = -1;
    for (int i = 0; i < 50 && server.written() != before; i++) {
      before = server.written();
      Thread.sleep(100);
    }

    assertThat(server.written()).isEqualTo(before).isLessThan(16L * 1024 * 1024);
  }

  static Stream<Arguments> configured() {
    return Stream.of(
        row("10 MB, announced", FetchFault.TOO_LONG, flood("Content-Length: 10000000")),
        row("chunks without end", FetchFault.TOO_LONG, HostileServerTest::chunks),
        row("header fields without end", FetchFault.CONNECTION, endless("", "X: y\r\n")),
        row("a byte per second of the header", FetchFault.TIME, drip("HTTP/1.1 200 OK\r\nX: ")),
        row(
            "a byte per second of the body",
            FetchFault.TIME,
            drip("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")),
        row("silence", FetchFault.TIME, out -> Thread.sleep(60_000)),
        row("less than announced", FetchFault.CONNECTION, text("Content-Length: 9", "{}")),
        row("nothing", FetchFault.CONNECTION, RawServer.text("")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("configured")
  void soDoesTheFetcherOfConfiguredIssuers(String row, FetchFault fault, RawServer.Script script) {
    server.answer(script);
    Fetcher fetcher = new JdkFetcher(MOST_BYTES, Duration.ofSeconds(3));
    long begun = System.nanoTime();

    assertThatExceptionOfType(FetchFailedException.class)
        .isThrownBy(() -> send(fetcher))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void followsNoRedirect() throws Exception {
    try (RawServer target = RawServer.start(RawServer.text(""))) {
      server.answer(
          RawServer.text(
              "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:"
                  + target.port()
                  + "/\r\nContent-Length: 0\r\n\r\n"));

      for (Fetcher fetcher : List.of(strangers, new JdkFetcher(1024, Duration.ofSeconds(3)))) {
        FetchRequest form = FetchRequest.form(address(), Map.of("code", "a b&c"));
        assertThat(fetcher.send(form, deadline()).status()).isEqualTo(307);
      }
      assertThat(target.requests()).isEmpty();
    }
  }

  @Test
  void keepsNoCookieAndSendsNothingThatNobodyAskedFor() throws Exception {
    server.answer(text("Set-Cookie: a=b\r\nContent-Length: 2", "{}"));

    send(strangers);
    send(strangers);

    assertThat(server.requests())
        .hasSize(2)
        .allSatisfy(
            head ->
                assertThat(head.lines().skip(1).filter(line -> !line.isEmpty()))
                    .map(line -> line.substring(0, line.indexOf(':')))
                    .containsExactlyInAnyOrder("Accept", "Host", "Connection", "User-Agent"));
  }

  @Test
  void answersWithWhatItRead() throws Exception {
    server.answer(
        RawServer.text(
            String.join(
                "\r\n",
                "HTTP/1.1 400 Bad Request",
                "Content-Type: application/json;charset=utf-8",
                "DPoP-Nonce: n",
                "Transfer-Encoding: chunked",
                "",
                "2",
                "{}",
                "0",
                "",
                "")));

    FetchedAnswer answer = send(strangers);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.isJson()).isTrue();
    assertThat(answer.field("dpop-nonce")).contains("n");
    assertThat(new String(answer.body(), ISO_8859_1)).isEqualTo("{}");
    assertThat(answer).hasToString("FetchedAnswer[400]");
  }

  @Test
  void isOverAtTheDeadlineOfItsCaller() {
    server.answer(out -> Thread.sleep(60_000));
    long begun = System.nanoTime();

    assertThatExceptionOfType(FetchFailedException.class)
        .isThrownBy(() -> strangers.send(FetchRequest.get(address()), begun + 200_000_000L));

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(2_500));
  }

  private FetchedAnswer send(Fetcher fetcher) throws IOException {
    return fetcher.send(FetchRequest.get(address()), deadline());
  }

  private static long deadline() {
    return System.nanoTime() + POLICY.timeout().toNanos();
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.port() + "/document");
  }

  private static Arguments row(String row, FetchFault fault, RawServer.Script script) {
    return Arguments.of(row, fault, script);
  }

  private static RawServer.Script text(String fields, String body) {
    return RawServer.text("HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\n" + body);
  }

  private static RawServer.Script flood(String fields) {
    return out -> {
      out.write(("HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\n").getBytes(ISO_8859_1));
      out.write(new byte[10_000_000]);
    };
  }

  private static void chunks(OutputStream out) throws IOException {
    out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(ISO_8859_1));
    byte[] chunk = ("400\r\n" + "x".repeat(1024) + "\r\n").getBytes(ISO_8859_1);
    while (true) {
      out.write(chunk);
    }
  }

  private static RawServer.Script endless(String begin, String repeated) {
    byte[] more = repeated.repeat(100).getBytes(ISO_8859_1);
    return out -> {
      out.write(("HTTP/1.1 200 OK\r\n" + begin).getBytes(ISO_8859_1));
      while (true) {
        out.write(more);
      }
    };
  }

  private static RawServer.Script interim() {
    return out -> {
      while (true) {
        out.write("HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n".getBytes(ISO_8859_1));
      }
    };
  }

  private static RawServer.Script drip(String begin) {
    return out -> {
      out.write(begin.getBytes(ISO_8859_1));
      while (true) {
        out.write('x');
        Thread.sleep(200);
      }
    };
  }

  private static HttpComponentsFetcher fetcher(FetchPolicy policy, CheckedLookup.Lookup lookup) {
    try {
      return new HttpComponentsFetcher(policy, lookup, SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
