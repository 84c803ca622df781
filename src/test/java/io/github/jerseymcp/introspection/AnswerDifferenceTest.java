package io.github.jerseymcp.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import io.github.jerseymcp.fetch.FetchedAnswer;
import io.github.jerseymcp.time.Clocks;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Has an independent parser, Nimbus's, read the same introspection answers, good ones and mutated
 * ones from fixed seeds: what is taken for active here and not there must have a reason that is
 * written down here. Whether the claims fit is judged as for a JWT.
 *
 * <p>{@code -Dtokens.compared=200000} compares more.
 */
@Tag("once")
class AnswerDifferenceTest {

  private static final int ANSWERS = Integer.getInteger("tokens.compared", 20_000) / 4;
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String ADDRESS = "https://as.example.com/introspect";
  private static final String[] VALUES = {
    "true",
    "false",
    "\"true\"",
    "1",
    "null",
    "[]",
    "{}",
    "[true]",
    "\"\"",
    "1e400",
    "-0",
    "01",
    "tru"
  };
  private static final String[] NAMES = {
    "active", "exp", "aud", "sub", "scope", "iss", "nbf", "cnf", "client_id", "token_type", "x"
  };
  private static final String[] TYPES = {
    "application/json",
    "application/json;charset=utf-8",
    "application/problem+json",
    "text/html",
    "application/jwt",
    "application/token-introspection+jwt",
    "json",
    ""
  };

  /** Why an answer counts here that does not count there. */
  private enum Reason {
    /** RFC 8259 section 8.1: who reads JSON may ignore a byte order mark before it. */
    BYTE_ORDER_MARK
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Answer(int status, String type, byte[] body) {}

  private final Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();
  private final Map<Reason, AtomicInteger> reasons = new ConcurrentHashMap<>();

  @Test
  void takesNothingForActiveThatAnotherParserDoesNotWithoutAReason() {
    List<String> unexplained =
        IntStream.range(0, ANSWERS)
            .parallel()
            .mapToObj(this::compare)
            .flatMap(Optional::stream)
            .toList();

    System.out.printf(
        "Introspection answers against Nimbus: %d, by outcome %s, active here alone by reason %s%n",
        ANSWERS, new TreeMap<>(outcomes), new TreeMap<>(reasons));
    assertThat(unexplained).isEmpty();
    assertThat(outcomes.get("both take it for active").get()).isGreaterThan(ANSWERS / 10);
    assertThat(outcomes.get("neither").get()).isGreaterThan(ANSWERS / 10);
    assertThat(reasons.keySet()).containsExactlyInAnyOrder(Reason.values());
  }

  private Optional<String> compare(int seed) {
    Answer answer = made(new Random(seed));
    boolean ours = isActiveForUs(answer);
    boolean theirs = isActiveForThem(answer);
    String outcome =
        ours
            ? (theirs ? "both take it for active" : "here alone")
            : theirs ? "there alone" : "neither";
    outcomes.computeIfAbsent(outcome, key -> new AtomicInteger()).incrementAndGet();
    if (!ours || theirs) {
      return Optional.empty();
    }
    Optional<Reason> reason = reason(answer);
    if (reason.isPresent()) {
      reasons.computeIfAbsent(reason.get(), key -> new AtomicInteger()).incrementAndGet();
      return Optional.empty();
    }
    return Optional.of(
        "seed "
            + seed
            + " "
            + answer.type()
            + " "
            + new String(answer.body(), StandardCharsets.UTF_8));
  }

  private static Optional<Reason> reason(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8).startsWith("\uFEFF")
        ? Optional.of(Reason.BYTE_ORDER_MARK)
        : Optional.empty();
  }

  private static boolean isActiveForUs(Answer answer) {
    Introspection how = Introspection.ofSecret("notes", "secret").withEndpoint(ADDRESS);
    IntrospectionEndpoint endpoint =
        new IntrospectionEndpoint(
            "https://as.example.com",
            how,
            how.client().orElseThrow(),
            (request, deadline) ->
                new FetchedAnswer(
                    answer.status(), Map.of("content-type", List.of(answer.type())), answer.body()),
            signed -> false,
            Clocks.of(() -> NOW));
    try {
      return endpoint.ask("token", Long.MAX_VALUE).isPresent();
    } catch (AskFailedException | InterruptedIOException e) {
      return false;
    }
  }

  private static boolean isActiveForThem(Answer answer) {
    try {
      HTTPResponse response = new HTTPResponse(answer.status());
      if (!answer.type().isEmpty()) {
        response.setContentType(answer.type());
      }
      response.setBody(new String(answer.body(), StandardCharsets.UTF_8));
      TokenIntrospectionResponse read = TokenIntrospectionResponse.parse(response);
      return read.indicatesSuccess() && read.toSuccessResponse().isActive();
    } catch (ParseException | RuntimeException e) {
      return false;
    }
  }

  private static Answer made(Random random) {
    StringBuilder json =
        new StringBuilder(
            "{\"active\":true,\"sub\":\"alice\",\"aud\":\"https://mcp.example.com/mcp\","
                + "\"exp\":4000000000,\"scope\":\"read\",\"client_id\":\"app\"}");
    for (int i = random.nextInt(3); i > 0; i--) {
      mutate(json, random);
    }
    byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(4) == 0 && body.length > 0) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    int status = random.nextInt(20) == 0 ? 200 + random.nextInt(8) : 200;
    String type = random.nextInt(4) == 0 ? TYPES[random.nextInt(TYPES.length)] : TYPES[0];
    return new Answer(status, type, body);
  }

  private static void mutate(StringBuilder json, Random random) {
    String member =
        "\"" + NAMES[random.nextInt(NAMES.length)] + "\":" + VALUES[random.nextInt(VALUES.length)];
    int at = random.nextInt(json.length() + 1);
    switch (random.nextInt(7)) {
      case 0 -> json.insert(json.length() > 0 ? 1 : 0, member + ",");
      case 1 -> json.insert(Math.max(0, json.length() - 1), "," + member);
      case 2 -> replace(json, "\"active\":true", member);
      case 3 -> json.setLength(at);
      case 4 -> json.insert(at, (char) (' ' + random.nextInt(95)));
      case 5 ->
          json.insert(
              random.nextBoolean() ? 0 : json.length(), random.nextBoolean() ? " " : "\uFEFF");
      default -> replace(json, "\"alice\"", VALUES[random.nextInt(VALUES.length)]);
    }
  }

  private static void replace(StringBuilder json, String what, String by) {
    int at = json.indexOf(what);
    if (at >= 0) {
      json.replace(at, at + what.length(), by);
    }
  }
}
