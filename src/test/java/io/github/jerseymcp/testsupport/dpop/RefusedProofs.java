package io.github.jerseymcp.testsupport.dpop;

import io.github.jerseymcp.dpop.ProofFault;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of changes that break the rules about proofs (RFC 9449 sections 4.2 and 4.3). */
public final class RefusedProofs {

  private static final int LIMIT = 8 * 1024;

  private RefusedProofs() {}

  /** All of them, for a verifier whose clock stands at the making of the proof. */
  public static Stream<RefusedProof> all() {
    return Stream.of(form(), members(), headers(), keys(), claims(), times()).flatMap(List::stream);
  }

  /** Those that can be tried over HTTP. */
  public static Stream<RefusedProof> overHttp() {
    return all().filter(RefusedProof::overHttp);
  }

  private static List<RefusedProof> form() {
    return List.of(
        row("DP-02 an empty field", ProofFault.MALFORMED, u -> ""),
        row("DP-02 no JWT", ProofFault.MALFORMED, u -> "abc"),
        row("DP-02 two dots, no base64url", ProofFault.MALFORMED, u -> "a!.b.c"),
        row("DP-02 two parts", ProofFault.MALFORMED, u -> ProofSpoiling.unsigned(u.proof())),
        row("DP-02 four parts", ProofFault.MALFORMED, u -> u.proof().sign() + ".AAAA"),
        row(
            "DP-02 five parts of a JWE",
            ProofFault.MALFORMED,
            u -> u.proof().sign() + ".AAAA.AAAA"),
        row("DP-02 JSON without a signature", ProofFault.MALFORMED, u -> "{\"payload\":\"e30\"}"),
        row("DP-02 JSON serialisation", ProofFault.MALFORMED, u -> ProofSpoiling.asJson(u.proof())),
        row("DP-02 padding", ProofFault.MALFORMED, u -> u.proof().sign() + "=="),
        inProcess("DP-02 a line end", ProofFault.MALFORMED, u -> u.proof().sign() + "\n"),
        inProcess("DP-02 a space before", ProofFault.MALFORMED, u -> " " + u.proof().sign()),
        row(
            "DP-02 two in one field",
            ProofFault.MALFORMED,
            u -> u.proof().sign() + ", " + u.proof().sign()),
        row("DP-02 too long", ProofFault.TOO_LONG, u -> u.claim("x", "y".repeat(LIMIT))),
        row(
            "DP-02 over 8 KiB",
            ProofFault.TOO_LONG,
            u -> ProofSpoiling.ofAbout(LIMIT + 8, u.proof())),
        row(
            "DP-02 far over 8 KiB",
            ProofFault.TOO_LONG,
            u -> ProofSpoiling.ofAbout(3 * LIMIT, u.proof())),
        row(
            "DP-02 payload no object",
            ProofFault.MALFORMED,
            u -> u.proof().rawPayload("[]").sign()),
        row("DP-02 deep payload", ProofFault.MALFORMED, u -> ProofSpoiling.deepPayload(u.proof())));
  }

  private static List<RefusedProof> members() {
    return List.of(
        header("DP-03 alg null", ProofFault.MALFORMED, "alg", null),
        header("DP-03 typ null", ProofFault.MALFORMED, "typ", null),
        header("DP-03 typ a number", ProofFault.MALFORMED, "typ", 1),
        header("DP-03 jwk null", ProofFault.KEY, "jwk", null),
        claim("DP-03 jti a number", "jti", 7),
        claim("DP-03 jti too long", "jti", "j".repeat(257)),
        claim("DP-03 htm null", "htm", null),
        row("DP-03 htm an array", ProofFault.CLAIMS, u -> u.claim("htm", List.of(u.method()))),
        claim("DP-03 htu null", "htu", null),
        claim("DP-03 ath null", "ath", null),
        claim("DP-03 ath a number", "ath", 1),
        claim("DP-03 nonce a number", "nonce", 1),
        claim("DP-03 nonce null", "nonce", null));
  }

  private static List<RefusedProof> headers() {
    return List.of(
        header("DP-04 typ JWT", ProofFault.TYPE, "typ", "JWT"),
        header("DP-04 a media type", ProofFault.TYPE, "typ", "application/dpop+jwt"),
        header("DP-05 ES256K", ProofFault.ALGORITHM, "alg", "ES256K"),
        header("DP-05 RS1", ProofFault.ALGORITHM, "alg", "RS1"),
        header("DP-05 None", ProofFault.ALGORITHM, "alg", "None"),
        header("DP-05 not listed", ProofFault.ALGORITHM, "alg", "RS512"),
        row(
            "DP-06 another signature",
            ProofFault.SIGNATURE,
            u -> ProofSpoiling.otherSignature(u.proof())),
        row(
            "DP-06 no signature",
            ProofFault.SIGNATURE,
            u -> ProofSpoiling.unsigned(u.proof()) + "."),
        row(
            "DP-06 another payload",
            ProofFault.SIGNATURE,
            u -> ProofSpoiling.otherPayload(u.proof())),
        header("DP-25 unknown crit", ProofFault.MALFORMED, "crit", List.of("x")),
        header("DP-25 b64 false", ProofFault.MALFORMED, "b64", false),
        header("DP-25 b64 true", ProofFault.MALFORMED, "b64", true),
        row(
            "DP-25 a header member twice",
            ProofFault.MALFORMED,
            u -> ProofSpoiling.headerTwice(u.proof(), "alg")),
        row(
            "DP-25 a member of the key twice",
            ProofFault.MALFORMED,
            u -> ProofSpoiling.headerTwice(u.proof(), "kty")),
        row(
            "DP-25 htm twice",
            ProofFault.MALFORMED,
            u -> ProofSpoiling.claimTwice(u.proof(), "htm")),
        row(
            "DP-25 jti twice",
            ProofFault.MALFORMED,
            u -> ProofSpoiling.claimTwice(u.proof(), "jti")),
        header("DP-26 an access token", ProofFault.TYPE, "typ", "at+jwt"));
  }

  private static List<RefusedProof> keys() {
    return List.of(
        key("DP-07 another curve", "crv", "P-384"),
        key("DP-07 unknown curve", "crv", "secp256k1"),
        key("DP-07 off the curve", "x", "A".repeat(43)),
        key("DP-07 a short coordinate", "x", "AQ"),
        key("DP-07 p", "p", "AQ"),
        key("DP-07 q", "q", "AQ"),
        key("DP-07 dp", "dp", "AQ"),
        key("DP-07 dq", "dq", "AQ"),
        key("DP-07 qi", "qi", "AQ"),
        key("DP-07 oth", "oth", List.of()),
        key("DP-07 k", "k", "AQ"),
        key("DP-07 alg of the key differs", "alg", "ES512"),
        row("DP-07 RSA of 1024 bits", ProofFault.KEY, ProofSpoiling::ofWeakKey));
  }

  private static List<RefusedProof> claims() {
    return List.of(
        row(
            "DP-08 in lower case",
            ProofFault.METHOD,
            u -> u.claim("htm", u.method().toLowerCase(Locale.ROOT))),
        row("DP-08 another method", ProofFault.METHOD, u -> u.claim("htm", u.otherMethod())),
        row("DP-08 a space", ProofFault.METHOD, u -> u.claim("htm", u.method() + " ")),
        target("DP-09 another host", u -> u.target("https://other.example.com", "")),
        target("DP-09 the host as a suffix", u -> u.target(u.origin("https://x."), "")),
        target("DP-09 another port", u -> u.target(u.origin() + ":8443", "")),
        target("DP-09 http", u -> u.target(u.origin("http://"), "")),
        target("DP-09 a user", u -> u.target(u.origin("https://user@"), "")),
        target("DP-09 no scheme", u -> u.target(u.origin("//"), "")),
        target("DP-09 a slash more", u -> u.target(u.origin(), "/")),
        target("DP-09 a path below", u -> u.target(u.origin(), "/x")),
        target("DP-09 a dot segment that leads away", u -> u.target(u.origin(), "/..")),
        target(
            "DP-09 another case",
            u -> u.claim("htu", u.origin() + u.target().getPath().toUpperCase(Locale.ROOT))),
        row(
            "DP-09 an array",
            ProofFault.CLAIMS,
            u -> u.claim("htu", List.of(u.target().toString()))),
        claim("DP-09 a number", "htu", 1),
        target("DP-09 empty", u -> u.claim("htu", "")),
        row("DP-12 padded ath", ProofFault.TOKEN_HASH, u -> u.claim("ath", u.tokenHash() + "=")),
        row(
            "DP-12 ath in other letters",
            ProofFault.TOKEN_HASH,
            u -> u.claim("ath", ProofSpoiling.swapCase(u.tokenHash()))),
        row("DP-12 empty ath", ProofFault.TOKEN_HASH, u -> u.claim("ath", "")));
  }

  private static List<RefusedProof> times() {
    return List.of(
        time("DP-11 301 s ago", "iat", -301),
        time("DP-11 303 s ago", "iat", -303),
        time("DP-11 400 s ago", "iat", -400),
        inProcess("DP-11 L-06 31 s ahead", ProofFault.TIME, u -> u.time("iat", 31)),
        time("DP-11 L-06 60 s ahead", "iat", 60),
        time("DP-11 303 s ahead", "iat", 303),
        time("DP-11 310 s ahead", "iat", 310),
        time("DP-11 400 s ahead", "iat", 400),
        claim("DP-11 negative", "iat", -1),
        claim("DP-11 1e300", "iat", 1e300),
        claim("DP-11 beyond a long", "iat", BigInteger.TWO.pow(80)),
        claim("DP-11 the largest long", "iat", Long.MAX_VALUE),
        time("DP-11 expired 31 s ago", "exp", -31),
        time("DP-11 expired 60 s ago", "exp", -60),
        claim("DP-11 exp a string", "exp", "9999999999"),
        inProcess("DP-11 valid in 31 s", ProofFault.TIME, u -> u.time("nbf", 31)),
        time("DP-11 valid in 400 s", "nbf", 400));
  }

  private static RefusedProof row(String name, ProofFault reason, ProofChange change) {
    return new RefusedProof(name, reason, true, change);
  }

  /** HTTP cannot send it, or its time has come a second later. */
  private static RefusedProof inProcess(String name, ProofFault reason, ProofChange change) {
    return new RefusedProof(name, reason, false, change);
  }

  private static RefusedProof header(
      String name, ProofFault reason, String member, @Nullable Object value) {
    return row(name, reason, use -> use.proof().header(member, value).sign());
  }

  private static RefusedProof key(String name, String member, Object value) {
    return row(name, ProofFault.KEY, use -> use.proof().keyMember(member, value).sign());
  }

  private static RefusedProof claim(String name, String claim, @Nullable Object value) {
    return row(name, ProofFault.CLAIMS, use -> use.claim(claim, value));
  }

  private static RefusedProof target(String name, ProofChange change) {
    return row(name, ProofFault.TARGET, change);
  }

  private static RefusedProof time(String name, String claim, long seconds) {
    return row(name, ProofFault.TIME, use -> use.time(claim, seconds));
  }
}
