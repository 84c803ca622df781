package io.github.jerseymcp.dpop;

import io.github.jerseymcp.testing.ProofDefect;
import io.github.jerseymcp.testing.TestProof;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A change to a valid proof: whether the RFCs still allow it, and, where Nimbus is known to judge
 * otherwise, the rule that we follow.
 */
@SuppressWarnings("ImmutableEnumChecker") // The changes are lambdas without state.
enum Mutation {
  SCHEME_IN_CAPITALS(
      true, "RFC 9449 4.3, RFC 3986 6.2.2.1", claim("htu", "HTTPS://mcp.example.com/mcp")),
  HOST_IN_CAPITALS(
      true, "RFC 9449 4.3, RFC 3986 6.2.2.1", claim("htu", "https://MCP.example.com/mcp")),
  DEFAULT_PORT(
      true, "RFC 9449 4.3, RFC 3986 6.2.3", claim("htu", "https://mcp.example.com:443/mcp")),
  ESCAPED_LETTER(
      true, "RFC 9449 4.3, RFC 3986 6.2.2.2", claim("htu", "https://mcp.example.com/%6Dcp")),
  DOT_SEGMENT(
      true, "RFC 9449 4.3, RFC 3986 6.2.2.3", claim("htu", "https://mcp.example.com/x/../mcp")),
  QUERY(true, "RFC 9449 4.3: ignoring any query", claim("htu", "https://mcp.example.com/mcp?a=b")),
  FRAGMENT(
      true, "RFC 9449 4.3: ignoring any fragment", claim("htu", "https://mcp.example.com/mcp#a")),
  UNASKED_NONCE(true, "RFC 9449 4.3, 9: checked only if one was given", claim("nonce", "n-0S6")),
  KEY_POINTERS(true, "", p -> p.header("jku", "https://evil.example/").header("kid", "x")),
  UNKNOWN_CLAIM(true, "", claim("x", List.of(1, 2))),
  TYPE_IN_CAPITALS(true, "", p -> p.header("typ", "DPOP+JWT")),
  EXPIRY_AHEAD(true, "", claim("exp", hours(1))),
  KEY_FOR_SIGNATURES(true, "", p -> p.keyMember("use", "sig")),

  KEY_FOR_ENCRYPTION(false, "RFC 7517 4.2", ProofDefect.KEY_FOR_ENCRYPTION),
  KEY_NOT_FOR_VERIFICATION(false, "RFC 7517 4.3", ProofDefect.KEY_NOT_FOR_VERIFICATION),
  CRITICAL_EMPTY(false, "RFC 7515 4.1.11: must not be empty", ProofDefect.CRITICAL_EMPTY),
  KEY_MEMBER_TWICE(false, "RFC 7517 4: names must be unique", Mutation::keyTypeTwice),
  TRAILING_LINE_END(false, append("\n"), "RFC 7515 2: no line breaks"),
  TRAILING_PADDING(false, append("=="), "RFC 7515 2: no padding"),
  TRAILING_MARK(false, append("!"), "RFC 7515 2: no other characters"),
  LAST_CHARACTER(false, Mutation::notCanonical, "RFC 4648 3.5: pad bits must be zero"),
  KEY_OF_ANOTHER_ALGORITHM(false, "RFC 7517 4.4", p -> p.keyMember("alg", "ES384")),

  SIGNATURE(false, Mutation::anotherSignature, ""),
  FOUR_PARTS(false, append(".AAAA"), ""),
  TYPE(false, "", ProofDefect.TYPE_OF_A_TOKEN),
  NO_TYPE(false, "", ProofDefect.NO_TYPE),
  ALGORITHM_NONE(false, "", ProofDefect.ALGORITHM_NONE),
  ALGORITHM_SYMMETRIC(false, "", ProofDefect.ALGORITHM_SYMMETRIC),
  NO_KEY(false, "", ProofDefect.NO_KEY),
  PRIVATE_KEY(false, "", ProofDefect.KEY_PRIVATE),
  CRITICAL(false, "", ProofDefect.CRITICAL_EXTENSION),
  NOT_ENCODED(false, "", p -> p.header("b64", false).header("crit", List.of("b64"))),
  NO_IDENTIFIER(false, "", ProofDefect.NO_IDENTIFIER),
  IDENTIFIER_EMPTY(false, "RFC 9449 4.2: a unique identifier", ProofDefect.IDENTIFIER_EMPTY),
  IDENTIFIER_NULL(false, "RFC 9449 4.2: a unique identifier", ProofDefect.IDENTIFIER_NULL),
  NO_METHOD(false, "", ProofDefect.NO_METHOD),
  METHOD(false, "", ProofDefect.METHOD_IN_LOWER_CASE),
  NO_TARGET(false, "", ProofDefect.NO_TARGET),
  OTHER_HOST(false, "", ProofDefect.ANOTHER_HOST),
  OTHER_PATH(false, "", claim("htu", "https://mcp.example.com/MCP")),
  USER_IN_TARGET(false, "", claim("htu", "https://a@mcp.example.com/mcp")),
  TARGET_NUMBER(false, "", claim("htu", 1)),
  NO_TIME(false, "", ProofDefect.NO_TIME),
  TIME_NULL(false, "", ProofDefect.TIME_NULL),
  TIME_TEXT(false, "", ProofDefect.TIME_AS_TEXT),
  TOO_OLD(false, "", claim("iat", hours(-1))),
  TOO_NEW(false, "", claim("iat", hours(1))),
  EXPIRED(false, "", claim("exp", hours(-1))),
  NO_TOKEN_HASH(false, "", ProofDefect.NO_TOKEN_HASH),
  TOKEN_HASH(false, "", ProofDefect.HASH_OF_ANOTHER_TOKEN),
  TOKEN_HASH_NULL(false, "", claim("ath", null)),
  CLAIM_TWICE(false, "", p -> p.rawPayload("{\"x\":1,\"x\":1," + p.payload().substring(1))),
  FORGED(false, "", ProofDefect.FORGED);

  private final boolean lawful;
  private final String rule;
  private final Consumer<TestProof> change;
  private final UnaryOperator<String> spoil;

  Mutation(boolean lawful, String rule, Consumer<TestProof> change, UnaryOperator<String> spoil) {
    this.lawful = lawful;
    this.rule = rule;
    this.change = change;
    this.spoil = spoil;
  }

  Mutation(boolean lawful, String rule, Consumer<TestProof> change) {
    this(lawful, rule, change, UnaryOperator.identity());
  }

  Mutation(boolean lawful, UnaryOperator<String> spoil, String rule) {
    this(lawful, rule, proof -> {}, spoil);
  }

  Mutation(boolean lawful, String rule, ProofDefect defect) {
    this(lawful, rule, defect::in);
  }

  void change(TestProof proof) {
    change.accept(proof);
  }

  String spoil(String jws) {
    return spoil.apply(jws);
  }

  boolean isLawful() {
    return lawful;
  }

  boolean theyDiffer() {
    return !rule.isEmpty();
  }

  private static Consumer<TestProof> claim(String name, Object value) {
    return proof -> proof.claim(name, value);
  }

  private static UnaryOperator<String> append(String suffix) {
    return jws -> jws + suffix;
  }

  /** So far away that a slow run judges no otherwise. */
  private static long hours(int fromNow) {
    return Instant.now().plus(Duration.ofHours(fromNow)).getEpochSecond();
  }

  private static void keyTypeTwice(TestProof proof) {
    proof.rawHeader(proof.header().replace("\"kty\":\"EC\"", "\"kty\":\"EC\",\"kty\":\"EC\""));
  }

  /** The last of 86 characters carries four bits that must be zero. */
  private static String notCanonical(String jws) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int value = alphabet.indexOf(jws.charAt(jws.length() - 1));
    return value < 0 ? jws : jws.substring(0, jws.length() - 1) + alphabet.charAt(value | 1);
  }

  private static String anotherSignature(String jws) {
    int index = jws.lastIndexOf('.') + 9;
    char other = jws.charAt(index) == 'A' ? 'B' : 'A';
    return jws.substring(0, index) + other + jws.substring(index + 1);
  }
}
