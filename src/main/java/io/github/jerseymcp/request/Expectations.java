package io.github.jerseymcp.request;

import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.config.SignatureSettings;
import io.github.jerseymcp.config.TrustedIssuers;
import io.github.jerseymcp.dpop.ProofFault;
import io.github.jerseymcp.dpop.ProofSettings;
import io.github.jerseymcp.edge.EdgeFault;
import io.github.jerseymcp.edge.EdgeLimits;
import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.Grounds;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.signature.SignatureFault;
import io.github.jerseymcp.token.ExpectedToken;
import io.github.jerseymcp.token.TokenFault;
import io.github.jerseymcp.token.TrustedIssuer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration expects of a request that was refused, for the operator: the origin, the
 * identifier, the issuers, a window, a limit. Nothing that a caller sent is in it.
 */
public final class Expectations {

  private static final int LONGEST = 300;

  private final Settings settings;
  private final TrustedIssuers trusted;
  private final ExpectedToken tokens;

  /** What these settings expect. */
  public Expectations(Settings settings) {
    this.settings = settings;
    this.trusted = settings.trustedIssuers();
    Map<String, TrustedIssuer> byName =
        settings.decidingIssuers().stream()
            .collect(Collectors.toMap(TrustedIssuer::issuer, Function.identity()));
    this.tokens = new ExpectedToken(byName, settings.tokens());
  }

  /** What was expected; empty if the cause says it all. */
  public String of(Grounds grounds, @Nullable ProtectedRequest request) {
    Cause cause = grounds.cause();
    if (cause instanceof EdgeFault fault) {
      return edge(fault);
    }
    if (cause instanceof TokenFault fault && request != null) {
      return tokens.of(
          fault,
          grounds.detail(),
          grounds.issuer(),
          identifier(request),
          trusted.accepted(request.resource()));
    }
    if (cause instanceof ProofFault fault) {
      return proof(fault, request);
    }
    if (cause == SignatureFault.TIME) {
      SignatureSettings signatures = settings.senders().signatures();
      return signatures.maximumLifetime().toSeconds()
          + " s at most, which begin at most "
          + signatures.ahead().toSeconds()
          + " s ahead of the clock of this server";
    }
    return cause instanceof Reason reason ? answer(reason, grounds) : "";
  }

  private String edge(EdgeFault fault) {
    EdgeLimits limits = settings.limits();
    return switch (fault) {
      case HOST_NOT_ALLOWED -> "the host of " + settings.origin().prefix() + allowedHosts();
      case ORIGIN_NOT_ALLOWED -> "the origin of this server" + orOneOf(settings.moreOrigins());
      case BODY_TOO_LARGE -> limits.bodyBytes() + " bytes at most";
      case HEADERS_TOO_LARGE ->
          limits.headerBytes() + " bytes in " + limits.headerFields() + " fields at most";
      case MALFORMED_CONTENT_LENGTH -> "one number";
    };
  }

  private String allowedHosts() {
    return orOneOf(settings.moreHosts());
  }

  private static String orOneOf(List<String> more) {
    return more.isEmpty() ? "" : ", or one of " + String.join(", ", more);
  }

  private String proof(ProofFault fault, @Nullable ProtectedRequest request) {
    ProofSettings proofs = settings.senders().proofs();
    return switch (fault) {
      case TIME ->
          "an iat at most "
              + proofs.window().toSeconds()
              + " s behind and "
              + proofs.ahead().toSeconds()
              + " s ahead of the clock of this server";
      case TARGET -> request == null ? "" : "the htu " + identifier(request) + ", or below it";
      case ALGORITHM -> "one of " + settings.senders().algorithms();
      case TOO_LONG -> proofs.maximumLength() + " characters at most";
      case CLAIMS -> "a jti of at most " + proofs.maximumTokenIdLength() + " characters";
      default -> "";
    };
  }

  private String answer(Reason reason, Grounds grounds) {
    return switch (reason) {
      case INSUFFICIENT_SCOPE -> cut("the scopes " + String.join(" ", grounds.needed()));
      case INSUFFICIENT_AUTHENTICATION -> cut(grounds.detail());
      case BODY_TOO_SLOW -> settings.bodyTime().toSeconds() + " s at most";
      case TOO_MANY_BODIES ->
          settings.callerLimits().ofCaller(Holding.BODIES)
              + " bodies and "
              + settings.callerLimits().ofCaller(Holding.REQUEST_BYTES)
              + " bytes at most";
      case BODIES_AT_LIMIT ->
          settings.callerLimits().ofAll(Holding.BODIES)
              + " bodies and "
              + settings.callerLimits().ofAll(Holding.REQUEST_BYTES)
              + " bytes at most";
      case TOO_MANY_PROOFS -> settings.senders().proofs().proofsOfCaller() + " proofs at most";
      default -> "";
    };
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  /** With the template in place of the path that was sent. */
  private static String identifier(ProtectedRequest request) {
    AdmittedRequest admitted = request.admitted();
    return (admitted == null ? "" : admitted.origin())
        + request.found().basePath()
        + request.resource().template();
  }
}
