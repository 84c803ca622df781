package io.github.jerseymcp.request;

import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.config.SignatureSettings;
import io.github.jerseymcp.event.Grounds;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.signature.InvalidSignatureException;
import io.github.jerseymcp.signature.SignedMessage;
import io.github.jerseymcp.signature.VerifiedSignature;
import io.github.jerseymcp.signature.VerifySignature;
import io.github.jerseymcp.token.AccessToken;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The part of step 5 that is about signatures of requests (RFC 9421), where they are required: the
 * head before anything is read of the body, and then the body as a whole.
 */
public final class CheckSignature {

  private final Optional<VerifySignature> signatures;

  private CheckSignature(Optional<VerifySignature> signatures) {
    this.signatures = signatures;
  }

  static CheckSignature of(Settings settings) {
    SignatureSettings own = settings.senders().signatures();
    if (!own.isOn()) {
      return new CheckSignature(Optional.empty());
    }
    Set<String> fields = new OtherCredentials(settings.boundCredentials()).headers();
    return new CheckSignature(
        Optional.of(
            new VerifySignature(
                own.keys(), fields, own.maximumLifetime(), own.ahead(), settings.clock())));
  }

  /** The signature of the head; empty where none is required. */
  Optional<VerifiedSignature> verify(
      ContainerRequestContext context, AdmittedRequest request, AccessToken token)
      throws RefusedException {
    if (signatures.isEmpty()) {
      return Optional.empty();
    }
    String query = context.getUriInfo().getRequestUri().getRawQuery();
    String target = request.targetUri(context.getUriInfo());
    SignedMessage message =
        new SignedMessage(
            context.getMethod(),
            query == null || query.isEmpty() ? target : target + "?" + query,
            name -> context.getHeaders().getOrDefault(name, List.of()));
    try {
      return Optional.of(signatures.get().verify(message, token.issuer(), token.clientId()));
    } catch (InvalidSignatureException e) {
      throw refused(e);
    }
  }

  /**
   * Compares the whole body of a signed request with its digest.
   *
   * @throws RefusedException if it is another
   */
  public static void checkBody(VerifiedSender sender, byte[] body) throws RefusedException {
    try {
      sender.signature().orElseThrow().checkBody(body);
    } catch (InvalidSignatureException e) {
      throw refused(e);
    }
  }

  private static RefusedException refused(InvalidSignatureException e) {
    return new RefusedException(Reason.INVALID_SIGNATURE, Grounds.of(e.fault()));
  }
}
