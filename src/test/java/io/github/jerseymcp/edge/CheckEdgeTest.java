package io.github.jerseymcp.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckEdgeTest {

  private static final PublicOrigin SELF = PublicOrigin.of("https://mcp.example.com");
  private static final CheckEdge EDGE =
      new CheckEdge(
          OriginSource.fixed(SELF, HostRules.of(SELF)),
          OriginRules.sameOrigin(),
          new EdgeLimits(200, 5, 1000));

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource({
    "T-02, Host, evil.example, HOST_NOT_ALLOWED",
    "G16, Origin, https://evil.example, ORIGIN_NOT_ALLOWED",
    "T-34, Content-Length, 1001, BODY_TOO_LARGE",
    "T-34, Content-Length, 9223372036854775808, BODY_TOO_LARGE",
    "T-34, Content-Length, 99999999999999999999999, BODY_TOO_LARGE",
    "T-34, Content-Length, -1, MALFORMED_CONTENT_LENGTH",
    "T-34, Content-Length, +1, MALFORMED_CONTENT_LENGTH",
    "T-34, Content-Length, '1, 1', MALFORMED_CONTENT_LENGTH",
    "T-34, Content-Length, 0x10, MALFORMED_CONTENT_LENGTH",
    "T-34, Content-Length, '', MALFORMED_CONTENT_LENGTH",
    "T-34, Content-Length, 1e3, MALFORMED_CONTENT_LENGTH"
  })
  void refuses(String id, String name, String value, EdgeFault fault) {
    Headers headers = Headers.of("Host", "mcp.example.com");
    headers.putSingle(name, value);

    assertThat(refusal(headers)).as(id).isEqualTo(fault);
  }

  @Test
  void refusesARepeatedContentLength() {
    assertThat(
            refusal(
                Headers.of(
                    "Host", "mcp.example.com", "Content-Length", "1", "Content-Length", "1")))
        .isEqualTo(EdgeFault.MALFORMED_CONTENT_LENGTH);
  }

  @Test
  void passesARequestAtItsLimitsAndTellsTheOrigin() throws EdgeException {
    Headers headers = Headers.of("Host", "mcp.example.com", "Content-Length", "1000");
    // Host 4+4+15, Content-Length 14+4+4, and this one with 4 for its name and separators.
    headers.add("X", "a".repeat(200 - 23 - 22 - 5));

    assertThat(EDGE.check(Optional.empty(), headers)).isEqualTo(SELF);
    headers.putSingle("X", "a".repeat(200 - 23 - 22 - 4));
    assertThat(refusal(headers)).as("T-34").isEqualTo(EdgeFault.HEADERS_TOO_LARGE);
  }

  @Test
  void countsRepeatedFields() {
    Headers headers = Headers.of("Host", "mcp.example.com");
    for (int i = 0; i < 5; i++) {
      headers.add("X", "");
    }

    assertThat(refusal(headers)).as("T-34").isEqualTo(EdgeFault.HEADERS_TOO_LARGE);
  }

  @Test
  void checksTheHostOfADocumentRequestButNotItsOrigin() throws EdgeException {
    Headers headers = Headers.of("Host", "mcp.example.com", "Origin", "https://evil.example");

    assertThat(EDGE.checkDocument(Optional.empty(), headers)).as("G18").isEqualTo(SELF);
    headers.putSingle("Host", "evil.example");
    assertThatThrownBy(() -> EDGE.checkDocument(Optional.empty(), headers))
        .isInstanceOf(EdgeException.class)
        .hasNoCause();
    headers.putSingle("Host", "a".repeat(300));
    assertThat(
            catchThrowableOfType(
                    EdgeException.class, () -> EDGE.checkDocument(Optional.empty(), headers))
                .fault())
        .isEqualTo(EdgeFault.HEADERS_TOO_LARGE);
  }

  @Test
  void refusalsCarryNoStackTrace() {
    EdgeException refused =
        catchThrowableOfType(EdgeException.class, () -> EDGE.check(Optional.empty(), Headers.of()));

    assertThat(refused.getStackTrace()).isEmpty();
    assertThat(refused).hasMessage(EdgeFault.HOST_NOT_ALLOWED.name());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 999, 1000})
  void readsABodyUpToTheLimit(int size) throws IOException {
    assertThat(body(size).readAllBytes()).hasSize(size);
    InputStream byteByByte = body(size);
    for (int i = 0; i < size; i++) {
      assertThat(byteByByte.read()).isZero();
    }
    assertThat(byteByByte.read()).isEqualTo(-1);
    assertThat(body(size).available()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(ints = {1001, 1002, 100_000})
  void endsALargerBodyHoweverItIsRead(int size) {
    assertThatThrownBy(() -> body(size).readAllBytes()).isInstanceOf(BodyTooLargeException.class);
    assertThatThrownBy(() -> body(size).skipNBytes(size)).isInstanceOf(BodyTooLargeException.class);
    InputStream byteByByte = body(size);
    assertThatThrownBy(
            () -> {
              while (byteByByte.read() >= 0) {
                assertThat(byteByByte.available()).isLessThanOrEqualTo(1000);
              }
            })
        .isInstanceOf(BodyTooLargeException.class);
    assertThatThrownBy(byteByByte::read).isInstanceOf(BodyTooLargeException.class);
  }

  @Test
  void readsNoFurtherThanOneByteBeyondTheLimit() {
    ByteArrayInputStream source = new ByteArrayInputStream(new byte[100_000]);

    assertThatThrownBy(() -> EDGE.bounded(source, Headers.of()).readAllBytes())
        .isInstanceOf(BodyTooLargeException.class);
    assertThat(source.available()).isEqualTo(100_000 - 1001);
  }

  @Test
  void hasLimitsThatMakeSense() {
    assertThat(EdgeLimits.defaults()).isEqualTo(new EdgeLimits(65_536, 200, 4_194_304));
    assertThat(EdgeLimits.defaults().withBodyBytes(1).bodyBytes()).isEqualTo(1);
    assertThatThrownBy(() -> new EdgeLimits(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static InputStream body(int size) {
    try {
      return EDGE.bounded(new ByteArrayInputStream(new byte[size]), Headers.of());
    } catch (EdgeException e) {
      throw new AssertionError(e);
    }
  }

  private static EdgeFault refusal(Headers headers) {
    return catchThrowableOfType(
            EdgeException.class,
            () -> {
              EDGE.check(Optional.empty(), headers);
              EDGE.bounded(InputStream.nullInputStream(), headers);
            })
        .fault();
  }
}
