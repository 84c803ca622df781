package io.github.jerseymcp.signature;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Requests whose signature is refused, each for one rule. */
public final class RefusedSignatures {

  private RefusedSignatures() {}

  /**
   * One of them.
   *
   * @param change what is wrong with a good one
   */
  public record Row(String name, SignatureFault fault, UnaryOperator<TestSignature> change) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static Row row(String name, SignatureFault fault, UnaryOperator<TestSignature> change) {
    return new Row(name, fault, change);
  }

  /** A row sends this text in place of Signature-Input. */
  private static Row input(String name, SignatureFault fault, UnaryOperator<String> change) {
    return row(
        name, fault, all -> all.sending("Signature-Input", change.apply("sig1=" + all.written())));
  }

  /** A row sends this text in place of Signature. */
  private static Row signature(String name, SignatureFault fault, UnaryOperator<String> change) {
    return row(name, fault, all -> all.sending("Signature", change.apply(all.signature())));
  }

  public static Stream<Row> all() {
    return Stream.of(fields(), parameters(), components(), times(), keys(), bodies())
        .flatMap(rows -> rows);
  }

  private static Stream<Row> fields() {
    return Stream.of(
        row("RS-01 nothing", SignatureFault.MISSING, all -> all.sending("Signature-Input")),
        row("RS-01 no Signature", SignatureFault.MISSING, all -> all.sending("Signature")),
        row(
            "RS-02 two fields",
            SignatureFault.SEVERAL,
            all -> all.sending("Signature-Input", "sig1=" + all.written(), "b=()")),
        input("RS-02 two labels", SignatureFault.SEVERAL, text -> text + ", b=()"),
        signature("RS-02 two signatures", SignatureFault.SEVERAL, text -> text + ", b=:AAAA:"),
        input("RS-03 empty", SignatureFault.MALFORMED, text -> ""),
        input("RS-03 no list", SignatureFault.MALFORMED, text -> "sig1"),
        input("RS-03 a token", SignatureFault.MALFORMED, text -> "sig1=mcp"),
        input("RS-03 upper case", SignatureFault.MALFORMED, text -> "S" + text.substring(1)),
        input("RS-03 two spaces", SignatureFault.MALFORMED, text -> text.replace("\" ", "\"  ")),
        input("RS-03 space before", SignatureFault.MALFORMED, text -> text.replace("(", "( ")),
        input("RS-03 space at ;", SignatureFault.MALFORMED, text -> text.replace(";", "; ")),
        input(
            "RS-03 not closed",
            SignatureFault.MALFORMED,
            text -> text.substring(0, text.indexOf(')'))),
        input("RS-03 no quote", SignatureFault.MALFORMED, text -> text.replace("mcp\"", "mcp")),
        input("RS-03 escape", SignatureFault.MALFORMED, text -> text.replace("\"mcp", "\"\\mcp")),
        input("RS-03 no ASCII", SignatureFault.MALFORMED, text -> text.replace("mcp", "mcä")),
        input("RS-03 rest", SignatureFault.MALFORMED, text -> text + "x"),
        input(
            "RS-03 a float",
            SignatureFault.MALFORMED,
            text -> text.replaceFirst("(created=\\d+)", "$1.0")),
        input(
            "RS-03 zero in front",
            SignatureFault.MALFORMED,
            text -> text.replace("created=", "created=0")),
        input(
            "RS-03 negative",
            SignatureFault.MALFORMED,
            text -> text.replace("created=", "created=-")),
        input(
            "RS-03 16 digits",
            SignatureFault.MALFORMED,
            text -> text.replace("created=", "created=999999")),
        input(
            "RS-03 time as text",
            SignatureFault.MALFORMED,
            text -> text.replaceFirst("created=(\\d+)", "created=\"$1\"")),
        signature("RS-03 other label", SignatureFault.MALFORMED, text -> "b" + text),
        signature("RS-03 no bytes", SignatureFault.MALFORMED, text -> text.replace(":", "\"")),
        signature("RS-03 no padding", SignatureFault.MALFORMED, text -> text.replace("=:", ":")),
        signature("RS-03 base64url", SignatureFault.MALFORMED, text -> "sig1=:_-==:"),
        signature("RS-03 a bit too many", SignatureFault.MALFORMED, text -> "sig1=:AB==:"),
        input("RS-04 long", SignatureFault.TOO_LONG, text -> text + "x".repeat(4096)),
        signature("RS-04 long", SignatureFault.TOO_LONG, text -> text + "x".repeat(256)));
  }

  private static Stream<Row> parameters() {
    return Stream.concat(
        Stream.of("created", "expires", "nonce", "keyid", "tag")
            .map(
                name ->
                    row(
                        "RS-05 no " + name,
                        SignatureFault.PARAMETERS,
                        all -> all.parameter(name, ""))),
        Stream.of(
            row("RS-05 tag", SignatureFault.PARAMETERS, all -> all.parameter("tag", "\"web\"")),
            row("RS-05 more", SignatureFault.PARAMETERS, all -> all.parameter("x", "1")),
            row(
                "RS-05 short nonce",
                SignatureFault.PARAMETERS,
                all -> all.parameter("nonce", "\"123456789012345\"")),
            row(
                "RS-05 long nonce",
                SignatureFault.PARAMETERS,
                all -> all.parameter("nonce", "\"" + "n".repeat(129) + "\"")),
            input("RS-05 twice", SignatureFault.PARAMETERS, text -> text + ";tag=\"mcp\"")));
  }

  private static Stream<Row> components() {
    return Stream.of(
        covering("RS-06 nothing"),
        covering(
            "RS-06 no @method", "@target-uri", "content-digest", "authorization", "content-type"),
        covering(
            "RS-06 no @target-uri", "@method", "content-digest", "authorization", "content-type"),
        covering(
            "RS-06 no content-digest", "@method", "@target-uri", "authorization", "content-type"),
        covering(
            "RS-06 no authorization", "@method", "@target-uri", "content-digest", "content-type"),
        covering(
            "RS-06 no content-type", "@method", "@target-uri", "content-digest", "authorization"),
        sent("Content-Encoding"),
        sent("Mcp-Protocol-Version"),
        sent("Last-Event-ID"),
        sent("X-HTTP-Method-Override"),
        row(
            "RS-06 no white space of HTTP",
            SignatureFault.COMPONENTS,
            all -> all.field("mcp-session-id", "s\u001C").coveringToo("mcp-session-id")),
        covering(
            "RS-06 twice",
            "@method",
            "@method",
            "@target-uri",
            "content-digest",
            "authorization",
            "content-type"),
        covering(
            "RS-06 not sent",
            "@method",
            "@target-uri",
            "content-digest",
            "authorization",
            "content-type",
            "date"),
        covering(
            "RS-06 unknown",
            "@method",
            "@target-uri",
            "content-digest",
            "authorization",
            "content-type",
            "@query"),
        covering(
            "RS-06 upper case",
            "@method",
            "@target-uri",
            "content-digest",
            "authorization",
            "content-type",
            "Accept"),
        row(
            "RS-06 session",
            SignatureFault.COMPONENTS,
            all -> all.field("mcp-session-id", "session-of-another")),
        row("RS-06 no digest", SignatureFault.COMPONENTS, all -> all.sending("Content-Digest")),
        input(
            "RS-06 part of a field",
            SignatureFault.COMPONENTS,
            text -> text.replace("\"@method\"", "\"@method\";req")),
        row("RS-06 33 of them", SignatureFault.COMPONENTS, RefusedSignatures::coveringMany));
  }

  private static TestSignature coveringMany(TestSignature all) {
    List<String> many =
        new ArrayList<>(
            List.of("@method", "@target-uri", "content-digest", "authorization", "content-type"));
    for (int i = 0; i < 28; i++) {
      many.add("x-" + i);
      all.field("x-" + i, "1");
    }
    return all.covering(many.toArray(String[]::new));
  }

  /** A row sends what would change a request, and does not sign it. */
  private static Row sent(String field) {
    return row(
        "RS-06 not signed: " + field, SignatureFault.COMPONENTS, all -> all.field(field, "DELETE"));
  }

  private static Row covering(String name, String... components) {
    return row(name, SignatureFault.COMPONENTS, all -> all.covering(components));
  }

  private static Stream<Row> times() {
    return Stream.of(
        time("RS-07 over", -61, -1),
        time("RS-07 ahead", 40, 90),
        time("RS-07 too long", 0, 62),
        time("RS-07 ends before it begins", 20, 10));
  }

  private static Row time(String name, long from, long to) {
    return row(name, SignatureFault.TIME, all -> all.lasting(Instant.now(), from, to));
  }

  private static Stream<Row> keys() {
    return Stream.of(
        row("RS-08 key", SignatureFault.KEY, all -> all.parameter("keyid", "\"client-9\"")),
        row(
            "RS-16 key of another client",
            SignatureFault.CLIENT,
            all -> all.signedWith(TestKeys.ofAnotherClient())),
        row(
            "RS-09 algorithm",
            SignatureFault.ALGORITHM,
            all -> all.parameter("alg", "\"hmac-sha256\"")),
        row("RS-10 method", SignatureFault.SIGNATURE, all -> all.method("GET")),
        row(
            "RS-10 query",
            SignatureFault.SIGNATURE,
            all -> all.target("https://mcp.example.com/mcp")),
        row(
            "RS-10 type",
            SignatureFault.SIGNATURE,
            all -> all.sending("Content-Type", "text/plain")),
        row(
            "RS-10 path",
            SignatureFault.SIGNATURE,
            all -> all.target("https://mcp.example.com/mcp/x?a=%20b")),
        row(
            "RS-10 host",
            SignatureFault.SIGNATURE,
            all -> all.target("https://other.example.com/mcp?a=%20b")),
        row(
            "RS-10 spelling",
            SignatureFault.SIGNATURE,
            all -> all.target("https://mcp.example.com/mcp?a=+b")),
        row(
            "RS-10 key of another",
            SignatureFault.SIGNATURE,
            all -> all.parameter("keyid", "\"client-P256\"").parameter("alg", "")),
        input(
            "RS-10 later",
            SignatureFault.SIGNATURE,
            text -> text.replaceFirst("nonce=\"....", "nonce=\"0000")),
        signature(
            "RS-10 no signature",
            SignatureFault.SIGNATURE,
            text -> "sig1=:" + "A".repeat(86) + "==:"));
  }

  private static Stream<Row> bodies() {
    return Stream.of(
        row("RS-11 another body", SignatureFault.DIGEST, all -> all.body("{\"a\":2}")),
        row("RS-11 no body", SignatureFault.DIGEST, all -> all.body("")),
        row("RS-11 one byte more", SignatureFault.DIGEST, all -> all.body("{\"a\":1} ")),
        row(
            "RS-11 another name",
            SignatureFault.DIGEST,
            all -> all.digest(TestSignature.digestOf("{\"a\":1}").replace("256", "512"))),
        row("RS-11 no bytes", SignatureFault.DIGEST, all -> all.digest("sha-256=abc")),
        row("RS-11 empty", SignatureFault.DIGEST, all -> all.digest("sha-256=::")),
        row(
            "RS-11 two digests",
            SignatureFault.DIGEST,
            all -> all.digest(TestSignature.digestOf("{\"a\":1}") + ", sha-256=:AAAA:")),
        row(
            "RS-11 digest of another",
            SignatureFault.SIGNATURE,
            all ->
                all.sending("Content-Digest", TestSignature.digestOf("{\"a\":2}"))
                    .body("{\"a\":2}")));
  }
}
