package io.github.jerseymcp.testsupport.dpop;

import io.github.jerseymcp.testing.TestProof;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A valid proof that may be changed, and the request that it is for.
 *
 * @param proof the proof, which nobody else changes
 * @param method the method of the request
 * @param target the public address of the request
 * @param now when the proof was made
 */
public record ProofUse(TestProof proof, String method, URI target, Instant now) {

  /** Signs the proof with another claim. */
  String claim(String name, @Nullable Object value) {
    return proof.claim(name, value).sign();
  }

  /** Signs the proof with a claim that is some seconds after its making. */
  String time(String name, long seconds) {
    return claim(name, now.getEpochSecond() + seconds);
  }

  /** Signs the proof with {@code nbf} and {@code exp} some seconds after its making. */
  String valid(long from, long until) {
    long made = now.getEpochSecond();
    return proof.claim("exp", made + until).claim("nbf", made + from).sign();
  }

  /** Signs the proof for the same path of another origin, and with another end. */
  String target(String origin, String end) {
    return claim("htu", origin + target.getPath() + end);
  }

  /** The public origin of the request. */
  String origin() {
    return target.getScheme() + "://" + target.getAuthority();
  }

  /** The origin with what precedes its host exchanged. */
  String origin(String beginning) {
    return beginning + target.getAuthority();
  }

  /** The origin in letters and with a port that mean the same. */
  String sameOrigin() {
    return "HTTPS://" + target.getHost().toUpperCase(Locale.ROOT) + ":443";
  }

  /** The path with its first letter escaped. */
  String escapedPath() {
    String path = target.getPath();
    return "/%" + Integer.toHexString(path.charAt(1)) + path.substring(2);
  }

  /** A method that the request does not have. */
  String otherMethod() {
    return method.equals("POST") ? "GET" : "POST";
  }

  /** The hash of the token that the proof names. */
  String tokenHash() {
    return proof.payload().replaceAll(".*\"ath\":\"([^\"]*)\".*", "$1");
  }
}
