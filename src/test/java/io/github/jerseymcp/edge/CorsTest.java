package io.github.jerseymcp.edge;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.AbstractMultivaluedMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsTest {

  private static final PublicOrigin SELF = PublicOrigin.of("https://mcp.example.com");
  private static final String APP = "https://app.example.com";
  private static final Cors CORS =
      new Cors(
          OriginRules.sameOrigin()
              .withOrigins(
                  "allowedOrigins",
                  List.of(APP),
                  problem -> {
                    throw new AssertionError(problem);
                  }));

  @Test
  void knowsAPreflightByMethodAndBothFields() {
    Headers both = Headers.of("Origin", APP, "Access-Control-Request-Method", "POST");

    assertThat(Cors.isPreflight("OPTIONS", both)).isTrue();
    assertThat(Cors.isPreflight("POST", both)).isFalse();
    assertThat(Cors.isPreflight("OPTIONS", Headers.of("Origin", APP))).isFalse();
    assertThat(Cors.isPreflight("OPTIONS", Headers.of("Access-Control-Request-Method", "POST")))
        .isFalse();
  }

  @Test
  void allowsMoreHeaderFieldsWhereTheyAreListedH07() {
    Cors cors = new Cors(OriginRules.sameOrigin(), List.of("traceparent", "tracestate"));
    Headers headers = Headers.of("Origin", SELF.toString());

    assertThat(cors.preflight(headers, SELF).orElseThrow().get("Access-Control-Allow-Headers"))
        .isEqualTo(Cors.REQUEST_HEADERS + ", traceparent, tracestate");
    List<String> problems = new ArrayList<>();
    Cors.checkHeaders("allowedHeader", List.of("traceparent", "", "*", "a, b"), problems::add);
    assertThat(problems).hasSize(3).allMatch(problem -> problem.startsWith("allowedHeader"));
  }

  @Test
  void answersThePreflightOfAnAllowedOrigin() {
    Map<String, String> answer = preflight("authorization,content-type");

    assertThat(answer)
        .containsEntry("Access-Control-Allow-Origin", APP)
        .containsEntry(
            "Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers")
        .containsEntry("Access-Control-Max-Age", "600")
        .doesNotContainKey("Access-Control-Allow-Credentials");
    assertThat(names(answer, "Access-Control-Allow-Methods"))
        .contains("GET", "POST", "DELETE", "OPTIONS");
    assertThat(names(answer, "Access-Control-Allow-Headers"))
        .as("T-05")
        .containsExactlyInAnyOrder(
            "Authorization",
            "DPoP",
            "Content-Type",
            "Accept",
            "MCP-Protocol-Version",
            "Mcp-Method",
            "Mcp-Name",
            "Mcp-Session-Id",
            "Last-Event-ID");
  }

  @Test
  void refusesThePreflightOfAnotherOrigin() {
    Headers request =
        Headers.of("Origin", "https://evil.example", "Access-Control-Request-Method", "POST");

    assertThat(CORS.preflight(request, SELF)).isEmpty();
  }

  @ParameterizedTest(name = "T-05: {0} is echoed: {1}")
  @CsvSource({
    "mcp-param-region, true",
    "Mcp-Param-X!#, true",
    "mcp-param-, false",
    "x-mcp-param-a, false",
    "mcp-param-a b, false",
    "'mcp-param-a\r\nSet-Cookie: x', false",
    "mcp-param-ü, false",
    "cookie, false"
  })
  void echoesOnlyParameterHeadersThatAreTokens(String requested, boolean echoed) {
    assertThat(
            names(preflight("accept, " + requested), "Access-Control-Allow-Headers")
                .contains(requested))
        .isEqualTo(echoed);
  }

  @Test
  void echoesABoundedNumberOfParameterHeaders() {
    String many =
        IntStream.range(0, 1000).mapToObj(i -> "mcp-param-" + i).collect(Collectors.joining(","));

    assertThat(names(preflight(many), "Access-Control-Allow-Headers"))
        .hasSize(Cors.REQUEST_HEADERS.split(",").length + 32);
    assertThat(preflight("mcp-param-" + "a".repeat(200)).get("Access-Control-Allow-Headers"))
        .doesNotContain("mcp-param-");
  }

  @Test
  void exposesTheChallengeToAnAllowedOriginAlone() {
    MultivaluedMap<String, Object> allowed = response();
    MultivaluedMap<String, Object> other = response();
    other.putSingle("Access-Control-Allow-Origin", "*");

    CORS.decorate(allowed, Headers.of("Origin", APP), SELF);
    CORS.decorate(other, Headers.of("Origin", "https://evil.example"), SELF);

    assertThat(allowed.getFirst("Access-Control-Allow-Origin")).isEqualTo(APP);
    assertThat(allowed.getFirst("Access-Control-Expose-Headers").toString().split(", "))
        .contains("WWW-Authenticate", "DPoP-Nonce", "MCP-Protocol-Version", "Mcp-Session-Id");
    assertThat(other).containsOnlyKeys("Vary");
  }

  @Test
  void overrulesAWildcardOfTheApplication() {
    MultivaluedMap<String, Object> response = response();
    response.putSingle("Access-Control-Allow-Origin", "*");

    CORS.decorate(response, Headers.of("Origin", APP), SELF);

    assertThat(response.get("Access-Control-Allow-Origin")).containsExactly(APP);
  }

  @ParameterizedTest(name = "Vary {0} becomes {1}")
  @CsvSource({
    "'', Origin",
    "Accept, 'Accept, Origin'",
    "'Accept, origin', 'Accept, origin'",
    "*, *",
    "X-Origin, 'X-Origin, Origin'"
  })
  void mergesVary(String before, String after) {
    MultivaluedMap<String, Object> response = response();
    if (!before.isEmpty()) {
      response.add("Vary", before);
    }

    CORS.decorate(response, Headers.of(), SELF);

    assertThat(response.get("Vary")).containsExactly(after);
  }

  @Test
  void opensDocumentsToEveryOrigin() {
    MultivaluedMap<String, Object> response = response();

    DocumentCors.decorate(response);

    assertThat(response.get("Access-Control-Allow-Origin")).as("G18").containsExactly("*");
    assertThat(names(DocumentCors.preflight(), "Access-Control-Allow-Headers"))
        .contains("MCP-Protocol-Version");
    assertThat(DocumentCors.preflight()).containsEntry("Access-Control-Allow-Origin", "*");
  }

  private static Map<String, String> preflight(String requested) {
    Headers request =
        Headers.of(
            "Origin",
            APP,
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            requested);
    return CORS.preflight(request, SELF).orElseThrow();
  }

  private static List<String> names(Map<String, String> answer, String field) {
    return Arrays.asList(answer.get(field).split(", "));
  }

  /** Compares names without case, as the maps of Jersey do. */
  private static MultivaluedMap<String, Object> response() {
    return new AbstractMultivaluedMap<>(new TreeMap<>(String.CASE_INSENSITIVE_ORDER)) {};
  }
}
