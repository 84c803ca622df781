package io.github.jerseymcp.testsupport.dpop;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The table of changes that break no rule about proofs (RFC 9449 sections 4.2 and 4.3). */
public final class AcceptedProofs {

  private static final int LIMIT = 8 * 1024;

  private AcceptedProofs() {}

  /** All of them, for a verifier whose clock stands at the making of the proof. */
  public static Stream<AcceptedProof> all() {
    return Stream.of(headers(), claims(), times()).flatMap(List::stream);
  }

  /** Those that can be tried over HTTP. */
  public static Stream<AcceptedProof> overHttp() {
    return all().filter(AcceptedProof::overHttp);
  }

  private static List<AcceptedProof> headers() {
    return List.of(
        row("DP-02 just under 8 KiB", u -> ProofSpoiling.ofAbout(LIMIT, u.proof())),
        row("DP-04 typ in another case", u -> u.proof().header("typ", "DPoP+JWT").sign()),
        row("DP-07 use sig", u -> u.proof().keyMember("use", "sig").sign()),
        row("DP-07 alg of the key", u -> u.proof().keyMember("alg", "ES256").sign()),
        row("DP-07 verify", u -> u.proof().keyMember("key_ops", List.of("verify")).sign()),
        row("DP-25 jku", u -> u.proof().header("jku", "https://evil.example/keys").sign()),
        row("DP-25 x5u", u -> u.proof().header("x5u", "https://evil.example/cert").sign()),
        row("DP-25 x5c", u -> u.proof().header("x5c", List.of("AAAA")).sign()),
        row("DP-25 kid", u -> u.proof().header("kid", "../../etc/passwd").sign()));
  }

  private static List<AcceptedProof> claims() {
    return List.of(
        row("DP-08 as it is", u -> u.proof().sign()),
        row("DP-09 scheme, host and port", u -> u.target(u.sameOrigin(), "")),
        row("DP-09 a dot segment", u -> u.target(u.origin() + "/.", "")),
        row("DP-09 two dots", u -> u.target(u.origin() + "/x/..", "")),
        row("DP-09 an escape", u -> u.claim("htu", u.origin() + u.escapedPath())),
        row("DP-09 a query", u -> u.target(u.origin(), "?x=1")),
        row("DP-09 a fragment", u -> u.target(u.origin(), "#part")),
        row("DP-09 all of these", u -> u.claim("htu", u.sameOrigin() + u.escapedPath() + "?x")),
        row("DP-10 DP-23 a nonce that nobody asked for", u -> u.claim("nonce", "old")),
        row("DP-29 a digest of another body", u -> u.claim("content_digest", "sha-256=:AAAA:")),
        row("an unknown claim", u -> u.claim("x", Map.of("y", List.of(1)))));
  }

  private static List<AcceptedProof> times() {
    return List.of(
        row("DP-11 290 s ago", u -> u.time("iat", -290)),
        new AcceptedProof("DP-11 300 s ago", false, u -> u.time("iat", -300)),
        row("DP-11 20 s ahead", u -> u.time("iat", 20)),
        row("DP-11 29 s ahead", u -> u.time("iat", 29)),
        row("DP-11 30 s ahead", u -> u.time("iat", 30)),
        row("DP-11 a fraction", u -> u.claim("iat", u.now().getEpochSecond() + 0.25)),
        row("DP-11 exp and nbf", u -> u.valid(0, 1)),
        row("DP-11 exp in a minute", u -> u.valid(0, 60)));
  }

  private static AcceptedProof row(String name, ProofChange change) {
    return new AcceptedProof(name, true, change);
  }
}
