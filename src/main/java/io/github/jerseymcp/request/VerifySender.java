package io.github.jerseymcp.request;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.config.SenderSettings;
import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.dpop.DpopVerifier;
import io.github.jerseymcp.dpop.InvalidProofException;
import io.github.jerseymcp.dpop.ProofFault;
import io.github.jerseymcp.dpop.VerifiedProof;
import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.Grounds;
import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.mtls.CertificateVerifier;
import io.github.jerseymcp.mtls.InvalidCertificateException;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.resource.ProtectedResource;
import io.github.jerseymcp.sender.Confirmation;
import io.github.jerseymcp.sender.InvalidConfirmationException;
import io.github.jerseymcp.sender.SenderFault;
import io.github.jerseymcp.token.AccessToken;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Optional;

/**
 * Step 5 of a request: checks that the caller holds every key and certificate that the token is
 * bound to (RFC 9449 section 7, RFC 8705 section 3).
 *
 * <p>Where requests must be signed, the signature of the head is verified as well.
 *
 * <p>A bound token never passes under another scheme or without its proof, and an unbound one never
 * under the DPoP scheme. A binding that cannot be read or checked is refused.
 */
public final class VerifySender {

  private final SenderSettings settings;
  private final DpopVerifier proofs;
  private final Optional<CertificateVerifier> certificates;
  private final CheckSignature signatures;

  public VerifySender(Settings all) {
    this.settings = all.senders();
    DpopVerifier plain = new DpopVerifier(settings.proofs(), all.clock());
    this.proofs = settings.nonces().map(plain::demanding).orElse(plain);
    this.certificates = settings.certificates().map(CertificateVerifier::new);
    this.signatures = CheckSignature.of(all);
  }

  /**
   * Verifies the sender.
   *
   * @throws RefusedException if it is not the one that the token is bound to, or has not signed
   */
  public VerifiedSender verify(
      ContainerRequestContext context,
      AdmittedRequest request,
      Credentials credentials,
      AccessToken token)
      throws RefusedException {
    NeededSender needed = needed(request.resource(), credentials.scheme(), token);
    if (needed.x5tS256().isPresent()) {
      verifyCertificate(context, request, needed.x5tS256().get());
    }
    Optional<VerifiedProof> proof =
        needed.jkt().isPresent()
            ? Optional.of(verifyProof(context, request, credentials, needed.jkt().get()))
            : Optional.empty();
    return new VerifiedSender(needed.sender(), proof, signatures.verify(context, request, token));
  }

  /**
   * Who may send a token, from the token and its scheme alone.
   *
   * @throws RefusedException if nobody may
   */
  public NeededSender needed(ProtectedResource resource, String scheme, AccessToken token)
      throws RefusedException {
    Optional<Confirmation> confirmation = confirmation(token);
    Optional<String> jkt = confirmation.flatMap(Confirmation::jkt);
    Optional<String> certificate = confirmation.flatMap(Confirmation::x5tS256);
    boolean dpopRequired = settings.dpopOf(resource) == DpopUse.REQUIRED;
    boolean dpop = scheme.equals(Credentials.DPOP);
    if (dpop != jkt.isPresent()) {
      throw confirmation.isEmpty() && dpopRequired
          ? refused(Reason.UNBOUND_TOKEN, SenderFault.DPOP_REQUIRED)
          : refused(
              Reason.INVALID_SENDER,
              dpop ? SenderFault.UNBOUND_AS_DPOP : SenderFault.BOUND_AS_BEARER);
    }
    if (dpopRequired && jkt.isEmpty()) {
      throw refused(Reason.UNBOUND_TOKEN, SenderFault.DPOP_REQUIRED);
    }
    if (settings.certificateRequired() && certificate.isEmpty()) {
      throw refused(Reason.UNBOUND_TOKEN, SenderFault.CERTIFICATE_REQUIRED);
    }
    if (certificate.isPresent() && certificates.isEmpty()) {
      throw refused(Reason.INVALID_SENDER, SenderFault.CERTIFICATES_OFF);
    }
    return new NeededSender(jkt, certificate);
  }

  private void verifyCertificate(
      ContainerRequestContext context, AdmittedRequest request, String thumbprint)
      throws RefusedException {
    try {
      certificates.orElseThrow().verify(context, request.peer(), thumbprint);
    } catch (InvalidCertificateException e) {
      throw refused(Reason.INVALID_SENDER, e.fault());
    }
  }

  private VerifiedProof verifyProof(
      ContainerRequestContext context,
      AdmittedRequest request,
      Credentials credentials,
      String thumbprint)
      throws RefusedException {
    List<String> fields = context.getHeaders().get("dpop");
    try {
      return proofs.verify(
          fields == null ? List.of() : fields,
          credentials.token().hash(),
          thumbprint,
          context.getMethod(),
          request.targetUri(context.getUriInfo()));
    } catch (InvalidProofException e) {
      throw RefusedException.ofProof(reasonOf(e), e.fault(), e.nonce());
    } catch (MalformedJoseException e) {
      throw refused(Reason.INVALID_PROOF, ProofFault.TOKEN_HASH);
    }
  }

  private static Reason reasonOf(InvalidProofException e) {
    return switch (e.fault()) {
      case KEY_MISMATCH -> Reason.INVALID_SENDER;
      case NONCE -> Reason.NONCE_NEEDED;
      default -> Reason.INVALID_PROOF;
    };
  }

  private static Optional<Confirmation> confirmation(AccessToken token) throws RefusedException {
    try {
      return Confirmation.of(token.claims());
    } catch (InvalidConfirmationException e) {
      throw refused(Reason.INVALID_SENDER, SenderFault.CONFIRMATION);
    }
  }

  private static RefusedException refused(Reason reason, Cause cause) {
    return new RefusedException(reason, Grounds.of(cause));
  }
}
