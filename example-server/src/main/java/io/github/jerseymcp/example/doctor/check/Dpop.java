package io.github.jerseymcp.example.doctor.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an endpoint says of DPoP, and proofs by a key that no token is bound to. */
final class Dpop {

  private static final String SCHEME = "DPoP";

  private final Visit visit;

  Dpop(Visit visit) {
    this.visit = visit;
  }

  boolean isInChallenge() throws CannotTellException {
    return visit.documents().challenge(SCHEME).isPresent();
  }

  /** The algorithms of the challenge, one after the other. */
  Optional<String> algorithms() throws CannotTellException {
    return visit.documents().challenge(SCHEME).flatMap(dpop -> dpop.parameter("algs"));
  }

  boolean isInDocument() throws CannotTellException {
    return isRequired() || !document().path("dpop_signing_alg_values_supported").isEmpty();
  }

  boolean isRequired() throws CannotTellException {
    return document().path("dpop_bound_access_tokens_required").asBoolean(false);
  }

  boolean isOffered() throws CannotTellException {
    return isInChallenge() || isInDocument();
  }

  /** Whether the token says that it is bound to a key; nobody has verified that. */
  static boolean isBound(String token) {
    try {
      Object binding = JWTParser.parse(token).getJWTClaimsSet().getClaim("cnf");
      return binding instanceof Map<?, ?> members && members.containsKey("jkt");
    } catch (ParseException e) {
      return false;
    }
  }

  /** The token with a proof by a key of the doctor, and once more if a nonce is asked for. */
  Answer present(String token) throws CannotTellException {
    Answer first = visit.knock(fields(token, proof(token, null)));
    Optional<String> nonce = first.values("DPoP-Nonce").stream().findFirst();
    boolean isAsked =
        first
            .challenge(SCHEME)
            .flatMap(dpop -> dpop.parameter("error"))
            .orElse("")
            .equals("use_dpop_nonce");
    return isAsked && nonce.isPresent()
        ? visit.knock(fields(token, proof(token, nonce.get())))
        : first;
  }

  /** The token with something that is no proof. */
  Answer presentBroken(String token) throws CannotTellException {
    return visit.knock(fields(token, "nonsense"));
  }

  private static List<String> fields(String token, String proof) {
    return List.of(Fields.AUTHORIZATION, SCHEME + " " + token, SCHEME, proof);
  }

  private String proof(String token, @Nullable String nonce) throws CannotTellException {
    try {
      ECKey key = new ECKeyGenerator(Curve.P_256).generate();
      URI address = URI.create(withoutQuery(visit.target().url()));
      return new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256)
          .createDPoPJWT(
              "POST", address, new DPoPAccessToken(token), nonce == null ? null : new Nonce(nonce))
          .serialize();
    } catch (JOSEException | IllegalArgumentException e) {
      throw new CannotTellException("The doctor cannot make a proof here");
    }
  }

  private JsonNode document() throws CannotTellException {
    return visit.documents().find().orElseGet(MissingNode::getInstance);
  }

  /** The address in a proof has none (RFC 9449 section 4.2). */
  private static String withoutQuery(URI url) {
    return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
  }
}
