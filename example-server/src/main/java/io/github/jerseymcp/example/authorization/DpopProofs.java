package io.github.jerseymcp.example.authorization;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPIssuer;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPTokenRequestVerifier;
import com.nimbusds.oauth2.sdk.dpop.verifiers.InvalidDPoPProofException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.github.jerseymcp.replay.ReplayStoreUnavailableException;
import java.net.URI;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verifies the DPoP proof of a token request (RFC 9449 section 5). Thread-safe. */
final class DpopProofs {

  /** The algorithms that a proof may be signed with, in the order of the metadata. */
  static final List<JWSAlgorithm> ALGORITHMS =
      List.of(
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.RS256);

  private static final Set<Nonce> NO_NONCES = Set.of();
  private static final int MAX_AGE_SECONDS = 300;
  private static final int MAX_AHEAD_SECONDS = 30;
  private static final int MAX_LENGTH = 8 * 1024;

  private final DPoPTokenRequestVerifier verifier;

  DpopProofs(URI tokenEndpoint, InstantSource clock) {
    this.verifier =
        new DPoPTokenRequestVerifier(
            Set.copyOf(ALGORITHMS),
            tokenEndpoint,
            MAX_AHEAD_SECONDS,
            MAX_AGE_SECONDS,
            new UsedProofs(clock, MAX_AHEAD_SECONDS));
  }

  /**
   * The thumbprint of the key that a token is to be bound to; empty if the request has no proof.
   *
   * @param proofs the value of every {@code DPoP} header field
   */
  Optional<String> key(@Nullable List<String> proofs, TokenRequest request)
      throws RefusedException {
    if (proofs == null || proofs.isEmpty()) {
      return Optional.empty();
    }
    String proof = proofs.get(0);
    if (proofs.size() > 1 || proof.length() > MAX_LENGTH) {
      throw invalid();
    }
    try {
      SignedJWT parsed = SignedJWT.parse(proof);
      requireClaims(parsed.getJWTClaimsSet());
      return Optional.of(verifier.verify(issuer(request), parsed, NO_NONCES).getValue().toString());
    } catch (ParseException | InvalidDPoPProofException | JOSEException e) {
      throw invalid();
    } catch (ReplayStoreUnavailableException e) {
      throw new RefusedException(
          OAuth2Error.TEMPORARILY_UNAVAILABLE.setHTTPStatusCode(503), "Too many proofs, try later");
    }
  }

  /** What the verifier takes for granted where the claim is there, and be it null or empty. */
  private static void requireClaims(JWTClaimsSet claims) throws RefusedException {
    String identifier = claims.getJWTID();
    if (identifier == null || identifier.isBlank() || claims.getIssueTime() == null) {
      throw invalid();
    }
  }

  /** Whose proof it is: one client cannot use up the identifiers of another's. */
  private static DPoPIssuer issuer(TokenRequest request) {
    ClientID client =
        request.getClientAuthentication() == null
            ? request.getClientID()
            : request.getClientAuthentication().getClientID();
    return new DPoPIssuer(client == null ? "-" : client.getValue());
  }

  private static RefusedException invalid() {
    return new RefusedException(
        OAuth2Error.INVALID_DPOP_PROOF,
        "One DPoP proof is needed: fresh, unused, for POST and the address of this endpoint");
  }
}
