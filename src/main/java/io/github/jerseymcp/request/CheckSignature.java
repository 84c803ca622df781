package io.github.jerseymcp.request;

import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.config.SignatureSettings;
import io.github.jerseymcp.event.Grounds;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.signature.InvalidSignatureException;
import io.github.jerseymcp.signature.SignedMessage;
import io.github.jerseymcp.signature.VerifiedSignature;
import io.github.jerseymcp.signature.VerifySignature;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The part of step 5 that is about signatures of requests (RFC 9421), where they are required: the
 * head before anything is read of the body, and then the body as a whole.
 */
public final class CheckSignature {

  private static final Set<String> WHERE_SENT = Set.of("authorization", "mcp-session-id");

  private final Optional<VerifySignature> signatures;

  private CheckSignature(Optional<VerifySignature> signatures) {
    this.signatures = signatures;
  }

  static CheckSignature of(Settings settings) {
    SignatureSettings own = settings.senders().signatures();
    if (!own.isOn()) {
      return new CheckSignature(Optional.empty());
    }
    Set<String> whereSent = new LinkedHashSet<>(WHERE_SENT);
    whereSent.addAll(new OtherCredentials(settings.boundCredentials()).headers());
    return new CheckSignature(
        Optional.of(
            new VerifySignature(
                own.keys(), whereSent, own.maximumLifetime(), own.ahead(), settings.clock())));
  }

  /** The signature of the head; empty where none is required. */
  Optional<VerifiedSignature> verify(ContainerRequestContext context, AdmittedRequest request)
      throws RefusedException {
    if (signatures.isEmpty()) {
      return Optional.empty();
    }
    String query = context.getUriInfo().getRequestUri().getRawQuery();
    String target = request.targetUri(context.getUriInfo());
    SignedMessage message =
        new SignedMessage(
            context.getMethod(),
            query == null ? target : target + "?" + query,
            name -> context.getHeaders().getOrDefault(name, List.of()));
    try {
      return Optional.of(signatures.get().verify(message));
    } catch (InvalidSignatureException e) {
      throw refused(e);
    }
  }

  /**
   * Reads the whole body and compares it with its digest; it can then be read again. A body that is
   * too large, or too slow, ends as in a handler.
   */
  public static void checkBody(
      ContainerRequestContext context, Optional<VerifiedSignature> signature)
      throws IOException, RefusedException {
    if (signature.isEmpty()) {
      return;
    }
    byte[] body = context.getEntityStream().readAllBytes();
    try {
      signature.get().checkBody(body);
    } catch (InvalidSignatureException e) {
      throw refused(e);
    }
    context.setEntityStream(new ByteArrayInputStream(body));
  }

  private static RefusedException refused(InvalidSignatureException e) {
    return new RefusedException(Reason.INVALID_SIGNATURE, Grounds.of(e.fault()));
  }
}
