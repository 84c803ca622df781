package io.github.jerseymcp.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jerseymcp.refusal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Each decision is one line of JSON, whatever a caller is called. */
class AuditLogTest {

  private static final Path LOG = Path.of("target", "tests.log");
  private static final String MARK = AuditLog.LOGGER + " - ";
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
  private static final Operation ADD = new Operation("tools/call", Optional.of("add"));

  private final AuditLog log =
      AuditLog.create().withClock(() -> Instant.parse("2026-11-22T12:00:00Z"));
  private long start;

  @BeforeEach
  void listen() throws IOException {
    LoggerFactory.getLogger(AuditLogTest.class);
    start = Files.size(LOG);
  }

  @Test
  void writesWhoWasRefusedWhatAndWhy() throws IOException {
    log.on(refused(caller("alice", Set.of("a"))));

    assertThat(lines())
        .containsExactly(
            "{\"time\":\"2026-11-22T12:00:00Z\",\"event\":\"refused\",\"resource\":\"/mcp\","
                + "\"correlation_id\":\"id-1\",\"operation\":\"tools/call\",\"name\":\"add\","
                + "\"scopes_needed\":[\"b\"],\"nanos\":7,\"cause\":\"request.insufficient_scope\","
                + "\"stage\":\"scopes\",\"status\":403,\"issuer\":\"https://auth.example.com\","
                + "\"subject\":\"alice\",\"client\":\"inspector\",\"scopes\":[\"a\"]}");
    assertThat(Files.readAllLines(Path.of("docs", "guide", "logging.md")))
        .as("the manual shows it")
        .contains(lines().get(0));
  }

  @Test
  void namesTheIssuerWhereNobodyIsKnown() throws IOException {
    log.on(
        new RequestRefused(
            Reason.INVALID_TOKEN,
            401,
            "/mcp",
            Operation.ofHttp("POST"),
            Optional.of("https://auth.example.com"),
            Optional.empty(),
            Set.of(),
            "id-1",
            7));

    JsonNode line = json();
    assertThat(line.get("issuer").textValue()).isEqualTo("https://auth.example.com");
    assertThat(line.has("subject")).isFalse();
    assertThat(line.has("scopes_needed")).isFalse();
  }

  @Test
  void writesTheRestWhenItIsAskedFor() throws IOException {
    List<SecurityEvent> events = List.of(accepted(), ended(), new SessionBegan(session()));

    events.forEach(log::on);
    assertThat(lines()).isEmpty();
    events.forEach(log.withAccepted()::on);
    assertThat(lines()).hasSize(1);
    assertThat(json().get("event").textValue()).isEqualTo("accepted");
    events.forEach(log.withCalls()::on);
    assertThat(lines()).hasSize(3);
    log.withCalls().on(new SessionEnded(session(), SessionEnded.Why.IDLE, 5));

    List<String> all = lines();
    assertThat(all.get(1))
        .contains(
            "\"event\":\"call\"",
            "\"outcome\":\"timed_out\"",
            "\"error_code\":-32603",
            "\"call\":4",
            "\"session\":3");
    assertThat(all.get(2)).contains("\"event\":\"session_began\"", "\"session\":3");
    assertThat(all.get(3)).contains("\"event\":\"session_ended\"", "\"why\":\"idle\"");
  }

  @Test
  void keepsALineALineWhateverACallerIsCalled() throws IOException {
    String name =
        "a\nb\r\u0085\u2028\u2029\u0000\u001b[31m\u202e\"\\\ud800x\u007f é 日 \ud83d\ude00";
    log.on(refused(caller(name, Set.of("one\ntwo"))));

    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0))
        .doesNotContain("\u0085", "\u2028", "\u2029", "\u001b", "\u202e", "\u007f")
        .contains("\\u000a", "\\u202e", "é 日 \ud83d\ude00");
    assertThat(json().get("subject").textValue()).isEqualTo(name);
    assertThat(json().get("scopes").get(0).textValue()).isEqualTo("one\ntwo");
  }

  @Test
  void boundsEachFieldAndEachList() throws IOException {
    Set<String> many = new LinkedHashSet<>();
    for (int i = 0; i < 10_000; i++) {
      many.add("scope-" + i + "\n".repeat(1000));
    }
    log.on(refused(caller("\n".repeat(100_000), many)));

    JsonNode line = json();
    assertThat(line.get("subject").textValue()).isEqualTo("\n".repeat(256) + "...");
    assertThat(line.get("scopes")).hasSize(33);
    assertThat(line.get("scopes").get(32).textValue()).isEqualTo("...");
    assertThat(lines().get(0)).hasSizeLessThan(60_000);
  }

  @Test
  void hashesSubjectsByAKeyWhereThatIsWanted() throws Exception {
    AuditLog hashing = log.withAccepted().withCalls().withSubjectsHashed(KEY);
    hashing.on(refused(caller("alice", Set.of())));
    hashing.on(accepted());
    hashing.on(ended());
    hashing.on(new SessionBegan(session()));

    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    String expected =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(mac.doFinal("https://auth.example.com\0alice".getBytes(UTF_8)));
    assertThat(lines()).hasSize(4).allMatch(line -> line.contains(expected));
    assertThat(lines().toString()).doesNotContain("alice");
    assertThat(hashing.toString()).doesNotContain("0123");
  }

  @Test
  void takesNoShortKey() {
    assertThatThrownBy(() -> log.withSubjectsHashed(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 32");
  }

  @Test
  void copiesTheKey() throws IOException {
    byte[] key = KEY.clone();
    AuditLog hashing = log.withSubjectsHashed(key);
    hashing.on(refused(caller("alice", Set.of())));
    key[0]++;
    hashing.on(refused(caller("alice", Set.of())));

    assertThat(Set.copyOf(lines())).hasSize(1);
  }

  private static Optional<Caller> caller(String subject, Set<String> scopes) {
    return Optional.of(
        new Caller("https://auth.example.com", subject, Optional.of("inspector"), scopes));
  }

  private static RequestRefused refused(Optional<Caller> caller) {
    return new RequestRefused(
        Reason.INSUFFICIENT_SCOPE,
        403,
        "/mcp",
        ADD,
        caller.map(Caller::issuer),
        caller,
        Set.of("b"),
        "id-1",
        7);
  }

  private static RequestAccepted accepted() {
    return new RequestAccepted(
        "/mcp", Operation.ofHttp("POST"), caller("alice", Set.of()), Set.of(), "id-1", 7);
  }

  private static CallEnded ended() {
    ObservedCall call =
        new ObservedCall(
            4,
            "/mcp",
            ADD,
            caller("alice", Set.of()).orElseThrow(),
            OptionalLong.of(3),
            Optional.of("2025-11-25"),
            "id-1",
            Optional.empty(),
            Optional.empty());
    return new CallEnded(call, CallEnded.Outcome.TIMED_OUT, OptionalInt.of(-32603), 9);
  }

  private static ObservedSession session() {
    return new ObservedSession(
        3, "/mcp", caller("alice", Set.of()).orElseThrow(), "2025-11-25", "id-1");
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(lines().get(0));
  }

  /** By line feeds alone: everything else that ends a line must not be in one. */
  private List<String> lines() throws IOException {
    byte[] all = Files.readAllBytes(LOG);
    List<String> lines = new ArrayList<>();
    for (String line :
        new String(all, (int) start, all.length - (int) start, UTF_8).split("\n", -1)) {
      int mark = line.indexOf(MARK);
      if (mark >= 0) {
        lines.add(line.substring(mark + MARK.length()));
      }
    }
    return lines;
  }
}
