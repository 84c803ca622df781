package io.github.jerseymcp.token;

import com.nimbusds.jose.util.Base64URL;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Changes to a token, some of which leave it as good as it was. */
@SuppressWarnings("ImmutableEnumChecker") // The changes are lambdas without state.
enum TokenMutation {
  CLAIM_AWAY((token, random, world) -> token.without(world.claim(random))),
  CLAIM_OF_ANY_TYPE((token, random, world) -> token.claim(world.claim(random), any(random))),
  TIME(
      (token, random, world) ->
          token.claim(pick(random, "exp", "nbf", "iat"), time(random, world))),
  AUDIENCE((token, random, world) -> token.claim("aud", audience(random, world))),
  ISSUER(
      (token, random, world) ->
          token.claim("iss", pick(random, world.others().toArray(String[]::new)))),
  TYPE(
      (token, random, world) ->
          token.header(
              "typ",
              pick(
                  random, "JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt", "dpop+jwt", ""))),
  NO_TYPE((token, random, world) -> token.withoutHeader("typ")),
  HEADER_OF_ANY_TYPE(
      (token, random, world) ->
          token.header(
              pick(random, "typ", "alg", "kid", "crit", "b64", "cty", "jku"), any(random))),
  ALGORITHM(
      (token, random, world) ->
          token.header(
              "alg", pick(random, "none", "HS256", "RS256", "PS256", "ES256", "ES384", "es256"))),
  KEY_IDENTIFIER(
      (token, random, world) -> token.header("kid", pick(random, "key-0", "key-1", "x"))),
  NO_KEY_IDENTIFIER((token, random, world) -> token.withoutHeader("kid")),
  OTHER_KEY((token, random, world) -> token.forgedBy(world.stranger())),
  CRITICAL(
      (token, random, world) -> token.header("crit", List.of(pick(random, "b64", "exp", "x")))),
  UNKNOWN_CLAIM((token, random, world) -> token.claim("x" + random.nextInt(9), any(random))),
  SCOPES((token, random, world) -> token.claim(pick(random, "scope", "scp"), any(random))),
  MEMBER_TWICE((token, random, world) -> token.rawPayload(twice(token.payload(), random))),
  PAYLOAD_BYTE((token, random, world) -> token.rawPayload(changed(token.payload(), random)));

  /** What tokens are made for. */
  interface World {

    long now();

    String resource();

    /** The audiences that are accepted, and some that look like them. */
    List<String> audiences();

    /** Issuers, the own one among them. */
    List<String> others();

    SigningKey stranger();

    List<String> claims();

    default String claim(Random random) {
      return claims().get(random.nextInt(claims().size()));
    }
  }

  private interface Change {
    @Nullable TestToken in(TestToken token, Random random, World world);
  }

  private final Change change;

  TokenMutation(Change change) {
    this.change = change;
  }

  void apply(TestToken token, Random random, World world) {
    var unused = change.in(token, random, world);
  }

  /** Damages what was signed, as a whole. */
  static String spoiled(String token, Random random) {
    int at = random.nextInt(token.length());
    return switch (random.nextInt(8)) {
      case 0 -> token.substring(0, at);
      case 1 -> token.substring(0, at) + (char) (' ' + random.nextInt(95)) + token.substring(at);
      case 2 ->
          token.substring(0, at) + (char) (' ' + random.nextInt(95)) + token.substring(at + 1);
      case 3 -> token + pick(random, "=", "==", ".", ".e30", "\n", " ", "A");
      case 4 -> "." + token;
      case 5 -> lastCharacter(token, random);
      case 6 -> otherPart(token, random);
      default -> token.replace('.', pick(random, ".", "..", ",").charAt(0));
    };
  }

  /** Bits behind the last byte of the signature, which decoders may leave out of account. */
  private static String lastCharacter(String token, Random random) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return token.substring(0, token.length() - 1)
        + alphabet.charAt(random.nextInt(alphabet.length()));
  }

  private static String otherPart(String token, Random random) {
    String[] parts = token.split("\\.", -1);
    parts[random.nextInt(parts.length)] =
        pick(random, "", "e30", "eyJhbGciOiJub25lIn0", Base64URL.encode("[]").toString());
    return String.join(".", parts);
  }

  @SafeVarargs
  static <T> T pick(Random random, T... all) {
    return all[random.nextInt(all.length)];
  }

  static @Nullable Object any(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> null;
      case 1 -> "";
      case 2 -> "a b";
      case 3 -> random.nextBoolean();
      case 4 -> random.nextLong();
      case 5 -> random.nextDouble() * 1e11;
      case 6 -> List.of();
      case 7 -> List.of("a", "b");
      case 8 -> Arrays.asList("a", 1, null);
      case 9 -> Map.of();
      case 10 -> Map.of("jkt", "x", "nested", Map.of("a", List.of(1)));
      default -> "\u0000\u00e9\ud83d\ude00";
    };
  }

  private static @Nullable Object time(Random random, World world) {
    long now = world.now();
    return switch (random.nextInt(6)) {
      case 0 -> now + random.nextInt(8) - 4;
      case 1 -> now + 30 + random.nextInt(5) - 2;
      case 2 -> now - 30 + random.nextInt(5) - 2;
      case 3 -> now + random.nextInt(2_000_000) - 1_000_000;
      case 4 -> now + random.nextDouble() * 80 - 40;
      default -> pick(random, 0L, -1L, Long.MAX_VALUE, 253402300799L, 253402300800L, 1L << 40);
    };
  }

  private static Object audience(Random random, World world) {
    List<Object> some = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      some.add(world.audiences().get(random.nextInt(world.audiences().size())));
    }
    return some.size() == 1 && random.nextBoolean() ? some.get(0) : some;
  }

  /** A member that is there already comes again, before or behind. */
  private static byte[] twice(String payload, Random random) {
    Map<String, String> more = new LinkedHashMap<>();
    more.put("sub", "\"eve\"");
    more.put("exp", "4102444800");
    more.put("iss", "\"https://evil.example\"");
    String name = pick(random, more.keySet().toArray(String[]::new));
    String member = "\"" + name + "\":" + more.get(name);
    String json =
        random.nextBoolean()
            ? "{" + member + "," + payload.substring(1)
            : payload.substring(0, payload.length() - 1) + "," + member + "}";
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] changed(String payload, Random random) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    return bytes;
  }
}
