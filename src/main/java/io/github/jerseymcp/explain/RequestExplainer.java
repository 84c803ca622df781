package io.github.jerseymcp.explain;

import io.github.jerseymcp.config.OriginSetting;
import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.config.TrustedIssuers;
import io.github.jerseymcp.edge.EdgeException;
import io.github.jerseymcp.edge.PublicOrigin;
import io.github.jerseymcp.event.Grounds;
import io.github.jerseymcp.refusal.Refusal;
import io.github.jerseymcp.request.AdmittedRequest;
import io.github.jerseymcp.request.Credentials;
import io.github.jerseymcp.request.EdgeRefusal;
import io.github.jerseymcp.request.Expectations;
import io.github.jerseymcp.request.ExtractCredentials;
import io.github.jerseymcp.request.FindProtectedResource;
import io.github.jerseymcp.request.FoundRequest;
import io.github.jerseymcp.request.NeededSender;
import io.github.jerseymcp.request.OtherCredentials;
import io.github.jerseymcp.request.RefusedException;
import io.github.jerseymcp.request.VerifyCredentials;
import io.github.jerseymcp.request.VerifySender;
import io.github.jerseymcp.token.AccessToken;
import io.github.jerseymcp.token.ExpectedToken;
import io.github.jerseymcp.token.TokenFault;
import jakarta.ws.rs.core.AbstractMultivaluedMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes an imagined request through the steps of a real one, as far as they need nothing but a
 * token, a path and a method. Nothing is sent to the application, claimed, charged or reported; the
 * keys of an issuer are fetched as for any request. Thread-safe.
 */
public final class RequestExplainer {

  private static final int MOST_KEYS = 16;

  private final ExplainedParts parts;
  private final Settings settings;
  private final PublicOrigin origin;
  private final TrustedIssuers trusted;
  private final ExtractCredentials extractCredentials;
  private final VerifyCredentials verifyCredentials;
  private final VerifySender verifySender;
  private final Expectations expectations;
  private final CallerExplainer callers;
  private final AnonymousExplainer anonymous;
  private final Collection<String> claims;

  /** Asks these parts. */
  public RequestExplainer(ExplainedParts parts) {
    this.parts = parts;
    this.settings = parts.settings();
    this.origin = origin(settings.origin());
    this.trusted = settings.trustedIssuers();
    this.extractCredentials =
        new ExtractCredentials(
            settings.senders(), new OtherCredentials(settings.boundCredentials()));
    this.verifyCredentials = new VerifyCredentials(parts.tokens(), trusted);
    this.verifySender = new VerifySender(settings);
    this.expectations = new Expectations(settings);
    this.callers = new CallerExplainer(parts);
    this.anonymous = new AnonymousExplainer(parts);
    this.claims = ExpectedToken.claims(settings.decidingIssuers());
  }

  /** Explains a request. */
  public Explanation explain(ImaginedRequest request) {
    String path = request.plainPath(origin.toString());
    TokenFacts facts = TokenFacts.of(request.token(), settings.tokens().maximumLength());
    Draft draft =
        new Draft(Printable.of(request.method()), Printable.of(path), facts.shown(claims));
    draft.begin("find the protected resource");
    String base = parts.basePath().get();
    if (!(path + "/").startsWith(base + "/")) {
      draft.passed("The path does not lie below the application, which is at " + base);
      return draft.end();
    }
    String relative = path.length() == base.length() ? "" : path.substring(base.length() + 1);
    FoundRequest found =
        FindProtectedResource.isForDocument(relative)
            ? null
            : parts.find().ofImagined(request.method(), relative, base);
    if (found == null) {
      draft.passed("The path belongs to no protected resource, so that no token is needed");
      return draft.end();
    }
    draft.passed(
        "The path belongs to the protected resource " + found.match().resource().displayPath());
    explain(request, found, relative, facts, draft);
    return draft.end();
  }

  private void explain(
      ImaginedRequest request, FoundRequest found, String relative, TokenFacts facts, Draft draft) {
    AdmittedRequest admitted = new AdmittedRequest(found, origin, Optional.empty());
    MultivaluedMap<String, String> headers = headers(request, facts);
    if (!passesEdge(headers, admitted, draft)) {
      return;
    }
    draft.begin("extract credentials");
    if (found.isPublic()) {
      draft.passed("The handler is opened with @McpPublic, so that no token is needed");
      return;
    }
    if (anonymous.answers(request, relative, draft)) {
      return;
    }
    String scheme = Credentials.NO_SCHEME;
    try {
      Credentials credentials = extractCredentials.from(headers, admitted.resource());
      scheme = credentials.scheme();
      draft.passed("There is a token, sent as " + scheme);
      draft.begin("verify the token");
      AccessToken token = verifyCredentials.verify(credentials, admitted);
      draft.passed("The token is valid for " + admitted.identifier());
      draft.begin("verify the sender");
      NeededSender needed = verifySender.needed(admitted.resource(), scheme, token);
      SenderAdvice.add(needed, settings.senders(), admitted, relative, request.method(), draft);
      if (settings.senders().signatures().isOn()) {
        draft.begin("verify the signature");
        draft.notChecked(
            "Each request must be signed (RFC 9421), as none here is",
            List.of(signers(settings.senders().signersFor(token))));
      }
      callers.explain(request, new Presented(admitted, token, needed, scheme, relative), draft);
    } catch (RefusedException refused) {
      List<String> open = anonymous.open(request, relative);
      refuse(admitted, scheme, refused, facts, open, draft);
    }
  }

  private static String signers(List<String> keys) {
    return keys.isEmpty()
        ? "No configured key may sign for the client of this token"
        : "Keys that may sign for the client of this token: "
            + String.join(", ", keys.subList(0, Math.min(MOST_KEYS, keys.size())))
            + (keys.size() > MOST_KEYS ? ", ..." : "");
  }

  /** The steps before any token: only what the server itself decides. */
  private boolean passesEdge(
      MultivaluedMap<String, String> headers, AdmittedRequest admitted, Draft draft) {
    draft.begin("check the edge");
    if (settings.origin().needsPeer()) {
      draft.notChecked(
          "The public origin is what a trusted proxy says, and " + origin + " is assumed",
          List.of());
      return true;
    }
    try {
      parts.edge().check(admitted.peer(), headers);
      draft.passed("The request is sent to " + origin);
      return true;
    } catch (EdgeException e) {
      Refusal refusal = EdgeRefusal.of(e.fault());
      draft.refused(e.fault().sentence(), expected(Grounds.of(e.fault()), admitted), refusal);
      return false;
    }
  }

  private void refuse(
      AdmittedRequest admitted,
      String scheme,
      RefusedException refused,
      TokenFacts facts,
      List<String> open,
      Draft draft) {
    List<String> details = expected(refused.grounds(), admitted);
    details.addAll(open);
    if (refused.grounds().cause() instanceof TokenFault fault) {
      details.addAll(
          facts.about(
              fault,
              refused.grounds().detail(),
              trusted.accepted(admitted.resource()),
              settings.clock().instant()));
    }
    draft.refused(
        refused.grounds().cause().sentence(),
        details,
        parts.challenges().refusal(admitted, scheme, refused));
  }

  private List<String> expected(Grounds grounds, AdmittedRequest admitted) {
    List<String> details = new ArrayList<>();
    String expected = expectations.of(grounds, admitted);
    if (!expected.isEmpty()) {
      details.add("Expected: " + expected);
    }
    return details;
  }

  /** Sent as DPoP where the token says that it is bound to a key, as its client would. */
  private MultivaluedMap<String, String> headers(ImaginedRequest request, TokenFacts facts) {
    MultivaluedMap<String, String> headers =
        new AbstractMultivaluedMap<>(new TreeMap<>(String.CASE_INSENSITIVE_ORDER)) {};
    String url = origin.toString();
    headers.add("Host", url.substring(url.indexOf("://") + 3));
    if (!request.token().isEmpty()) {
      headers.add("Authorization", (facts.isBoundToKey() ? "DPoP " : "Bearer ") + request.token());
    }
    return headers;
  }

  private static PublicOrigin origin(OriginSetting setting) {
    return PublicOrigin.of(
        setting instanceof OriginSetting.Forwarded forwarded
            ? "https://" + forwarded.allowedHosts().iterator().next()
            : setting.prefix());
  }
}
