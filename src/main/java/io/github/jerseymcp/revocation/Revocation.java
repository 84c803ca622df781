package io.github.jerseymcp.revocation;

import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.jose.TokenHash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Which tokens of one issuer are refused although they have not expired: one token, those of a
 * session, or those of a user, of a client, or of the issuer altogether that were issued until a
 * moment. Immutable; {@link #toString} shows nothing.
 *
 * <p>Times count in whole seconds, as claims do: a token that was issued in the second of the
 * moment is refused, and one without {@code iat} counts as issued before. The moment is compared
 * with {@code iat}, so it is a time by the clock of the issuer. An identifier that is longer than
 * 300 characters, or has other characters than visible ASCII, is kept as its SHA-256.
 *
 * @param kind what it names
 * @param issuer the {@code iss} of the tokens: an identifier means nothing without its issuer
 * @param name what of that issuer; empty for the issuer itself
 * @param moment the last second of {@code iat} that is refused; the end of time where the kind asks
 *     for none
 * @param refusedFrom until when it is remembered at least; the beginning of time for the time that
 *     the list remembers all
 */
public record Revocation(
    Kind kind, String issuer, String name, Instant moment, Instant refusedFrom) {

  private static final Instant ALWAYS = Instant.ofEpochSecond(253402300799L);

  /** What a revocation names. */
  public enum Kind {
    /** One token, by its {@code jti}. */
    TOKEN(false),
    /** One token without {@code jti}, by its SHA-256 in base64url. */
    DIGEST(false),
    /** All tokens of a session, by their {@code sid}. */
    SESSION(false),
    /** All tokens of a user. */
    SUBJECT(true),
    /** The tokens of a user that name no session. */
    SUBJECT_WITHOUT_SESSION(true),
    /** All tokens of a client. */
    CLIENT(true),
    /** All tokens of the issuer. */
    ISSUER(true);

    private final boolean ofMoment;

    Kind(boolean ofMoment) {
      this.ofMoment = ofMoment;
    }

    boolean isOfMoment() {
      return ofMoment;
    }
  }

  /**
   * Checks that it names something.
   *
   * @throws IllegalArgumentException if the issuer is empty, or the name is and should not be
   */
  public Revocation {
    if (issuer.isEmpty() || name.isEmpty() != (kind == Kind.ISSUER)) {
      throw new IllegalArgumentException(
          "A revocation names an issuer, and what of it is revoked unless that is all");
    }
    issuer = Names.of(issuer);
    name = Names.of(name);
    moment = kind.isOfMoment() ? within(moment) : ALWAYS;
    refusedFrom = within(isWholeSecond(refusedFrom) ? refusedFrom : nextSecond(refusedFrom));
  }

  /** The token of this {@code jti}. */
  public static Revocation ofToken(String issuer, String tokenId) {
    return new Revocation(Kind.TOKEN, issuer, tokenId, ALWAYS, Instant.EPOCH);
  }

  /**
   * A token that has no {@code jti}, as it is sent. Of one that has, nothing is revoked so.
   *
   * @throws IllegalArgumentException if it has other characters than ASCII
   */
  public static Revocation ofTokenText(String issuer, String token) {
    try {
      String digest = TokenHash.of(token, 0).base64Url();
      return new Revocation(Kind.DIGEST, issuer, digest, ALWAYS, Instant.EPOCH);
    } catch (MalformedJoseException e) {
      throw new IllegalArgumentException("A token has ASCII characters only");
    }
  }

  /** All tokens of a session, now and later, by their {@code sid}. */
  public static Revocation ofSession(String issuer, String sessionId) {
    return new Revocation(Kind.SESSION, issuer, sessionId, ALWAYS, Instant.EPOCH);
  }

  /** All tokens of a user that were issued until the moment. */
  public static Revocation ofSubject(String issuer, String subject, Instant moment) {
    return new Revocation(Kind.SUBJECT, issuer, subject, moment, Instant.EPOCH);
  }

  /** The tokens of a user that name no session, and were issued until the moment. */
  public static Revocation ofSubjectWithoutSession(String issuer, String subject, Instant moment) {
    return new Revocation(Kind.SUBJECT_WITHOUT_SESSION, issuer, subject, moment, Instant.EPOCH);
  }

  /** All tokens of a client that were issued until the moment. */
  public static Revocation ofClient(String issuer, String clientId, Instant moment) {
    return new Revocation(Kind.CLIENT, issuer, clientId, moment, Instant.EPOCH);
  }

  /** All tokens of an issuer that were issued until the moment. */
  public static Revocation ofIssuer(String issuer, Instant moment) {
    return new Revocation(Kind.ISSUER, issuer, "", moment, Instant.EPOCH);
  }

  /** The same, remembered until this time at least: the end of the token and the clock leeway. */
  public Revocation until(Instant end) {
    return new Revocation(kind, issuer, name, moment, end);
  }

  private static Instant within(Instant time) {
    long seconds = Math.max(0, Math.min(ALWAYS.getEpochSecond(), time.getEpochSecond()));
    return Instant.ofEpochSecond(seconds);
  }

  private static boolean isWholeSecond(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).equals(instant);
  }

  private static Instant nextSecond(Instant time) {
    return time.getEpochSecond() < ALWAYS.getEpochSecond() ? time.plusSeconds(1) : ALWAYS;
  }

  @Override
  public String toString() {
    return "Revocation[" + kind + "]";
  }
}
