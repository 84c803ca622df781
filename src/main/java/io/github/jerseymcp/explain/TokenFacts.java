package io.github.jerseymcp.explain;

import io.github.jerseymcp.jose.CompactJws;
import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.token.TokenFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a token says of itself, before anything of it is known to be true. What is shown of it is
 * printable and short, whoever made it.
 */
final class TokenFacts {

  private static final List<String> HEADER = List.of("typ", "alg", "kid");
  private static final List<String> CLAIMS =
      List.of(
          "iss",
          "aud",
          "sub",
          "client_id",
          "scope",
          "scp",
          "iat",
          "nbf",
          "exp",
          "acr",
          "auth_time",
          "cnf");
  private static final List<String> TIMES = List.of("iat", "nbf", "exp", "auth_time");
  private static final long LATEST = 253402300799L;

  private final Map<String, Object> header;
  private final Map<String, Object> payload;

  private TokenFacts(Map<String, Object> header, Map<String, Object> payload) {
    this.header = header;
    this.payload = payload;
  }

  /** Reads a token; one that cannot be read says nothing. */
  static TokenFacts of(String token, int maximumLength) {
    try {
      CompactJws read = CompactJws.parse(token, maximumLength);
      return new TokenFacts(read.header(), read.payload());
    } catch (MalformedJoseException e) {
      return new TokenFacts(Map.of(), Map.of());
    }
  }

  /** Whether the token says that it is bound to a DPoP key. */
  boolean isBoundToKey() {
    return payload.get("cnf") instanceof Map<?, ?> confirmation && confirmation.containsKey("jkt");
  }

  /** What is shown of it, and of further claims that the configuration reads. */
  Map<String, String> shown(Collection<String> furtherClaims) {
    Map<String, String> shown = new LinkedHashMap<>();
    HEADER.forEach(name -> put(shown, name, header));
    CLAIMS.forEach(name -> put(shown, name, payload));
    for (String name : furtherClaims) {
      if (payload.containsKey(name)) {
        String label = HEADER.contains(name) ? "the claim " + name : name;
        shown.put(label, text(name, payload.get(name)));
      }
    }
    return shown;
  }

  /**
   * What of it a refusal is about.
   *
   * @param claim the claim that decided, by its name in the configuration; empty if none did
   */
  List<String> about(TokenFault fault, String claim, Iterable<String> trustedIssuers, Instant now) {
    List<String> told = new ArrayList<>();
    switch (fault) {
      case TYPE -> told.add(claim.isEmpty() ? tells("typ", header) : tells(claim, payload));
      case ALGORITHM -> told.add(tells("alg", header));
      case UNKNOWN_KEY -> told.add(tells("kid", header));
      case AUDIENCE -> told.add(tells(claim.isEmpty() ? "aud" : claim, payload));
      case UNKNOWN_ISSUER -> {
        told.add(tells("iss", payload));
        nearly(trustedIssuers).ifPresent(told::add);
      }
      case EXPIRED -> {
        told.add(tells("exp", payload));
        distance("exp", now).ifPresent(ago -> told.add("It ended " + ago + " ago"));
      }
      case NOT_YET_VALID, LIFETIME ->
          List.of("iat", "nbf", "exp").forEach(name -> told.add(tells(name, payload)));
      case CLAIMS -> told.add("The token has the claims " + Printable.of(payload.keySet()));
      default -> {}
    }
    return told;
  }

  /** Most often it is a slash, or a capital letter, that nobody sees. */
  private Optional<String> nearly(Iterable<String> trustedIssuers) {
    if (payload.get("iss") instanceof String issuer) {
      for (String trusted : trustedIssuers) {
        if (plain(issuer).equals(plain(trusted))) {
          return Optional.of(
              "They differ by a slash at the end, or by upper and lower case, alone");
        }
      }
    }
    return Optional.empty();
  }

  private static String plain(String issuer) {
    String lower = issuer.toLowerCase(Locale.ROOT);
    return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private Optional<String> distance(String name, Instant now) {
    return time(payload.get(name))
        .map(time -> Duration.between(time, now).abs())
        .map(apart -> apart.toString().substring(2).toLowerCase(Locale.ROOT))
        .map(apart -> apart.replaceAll("(\\.\\d+)s", "s").replaceAll("([hm])(?=\\d)", "$1 "));
  }

  static String tells(String name, Map<String, Object> from) {
    return from.containsKey(name)
        ? "The token says " + name + " = " + text(name, from.get(name))
        : "The token has no " + name;
  }

  private static void put(Map<String, String> shown, String name, Map<String, Object> from) {
    if (from.containsKey(name)) {
      shown.put(name, text(name, from.get(name)));
    }
  }

  private static String text(String name, @Nullable Object value) {
    Optional<Instant> time = TIMES.contains(name) ? time(value) : Optional.empty();
    return Printable.of(time.<Object>map(when -> when).orElse(String.valueOf(value)));
  }

  private static Optional<Instant> time(@Nullable Object value) {
    return value instanceof Number seconds && Math.abs(seconds.doubleValue()) <= LATEST
        ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
        : Optional.empty();
  }
}
