package io.github.jerseymcp.request;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.config.NamedScopes;
import io.github.jerseymcp.config.SenderSettings;
import io.github.jerseymcp.config.TrustedIssuers;
import io.github.jerseymcp.credential.BoundCredential;
import io.github.jerseymcp.credential.CredentialPlace;
import io.github.jerseymcp.metadata.ScopeNames;
import io.github.jerseymcp.refusal.Challenge;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Writes the challenges of a protected resource (RFC 6750 section 3, RFC 9728 section 5.1).
 *
 * <p>Each points at the metadata document of the resource and names the scopes that are needed, in
 * the layout that MCP clients in use can read: Bearer first, then DPoP (RFC 9449 section 7.1),
 * {@code error} before {@code error_description}, every value quoted.
 */
public final class Challenges {

  /** Stands for the scheme of what comes in a header of its own, which has none. */
  private static final String UNNAMED = "ApiKey";

  private final Optional<String> realm;
  private final NamedScopes namedScopes;
  private final boolean namesGrantedScopes;
  private final SenderSettings senders;
  private final MetadataAddresses addresses;
  private final TrustedIssuers trustedIssuers;

  public Challenges(
      Optional<String> realm,
      NamedScopes namedScopes,
      boolean namesGrantedScopes,
      SenderSettings senders,
      MetadataAddresses addresses,
      TrustedIssuers trustedIssuers) {
    this.trustedIssuers = trustedIssuers;
    this.realm = realm;
    this.namedScopes = namedScopes;
    this.namesGrantedScopes = namesGrantedScopes;
    this.senders = senders;
    this.addresses = addresses;
  }

  /**
   * The refusal of a request to a protected resource, which no scope of the caller would change.
   *
   * @param scheme the scheme of the credentials, or {@link Credentials#NO_SCHEME}
   */
  public Refusal refusal(AdmittedRequest request, String scheme, RefusedException refused) {
    Reason reason = refused.reason();
    boolean challenging = reason.status() == 401 || reason == Reason.MALFORMED_CREDENTIALS;
    List<Challenge> challenges =
        challenging
            ? challenge(request, scheme, Content.of(reason, namedScopes.of(request.resource())))
            : List.of();
    return new Refusal(reason, challenges, refused.retryAfterSeconds());
  }

  /** The refusal of a caller who lacks scopes; it names all scopes of the operation at once. */
  public Refusal insufficientScope(AuthenticatedRequest request, Collection<String> needed) {
    return insufficientScope(request.admitted(), request.scheme(), withGranted(request, needed));
  }

  /**
   * The refusal of a request without a caller, to a handler that finds out that it needs scopes.
   */
  public Refusal insufficientScope(AdmittedRequest request, Collection<String> needed) {
    return insufficientScope(request, Credentials.NO_SCHEME, new LinkedHashSet<>(needed));
  }

  private Refusal insufficientScope(AdmittedRequest request, String scheme, Set<String> scopes) {
    Reason reason = Reason.INSUFFICIENT_SCOPE;
    return Refusal.challenging(reason, challenge(request, scheme, Content.of(reason, scopes)));
  }

  /**
   * The refusal of a caller whose user must sign in again (RFC 9470 section 3). It names all scopes
   * of the operation, so that the client asks for one token that has everything.
   */
  public Refusal insufficientAuthentication(
      AuthenticatedRequest request, AuthenticationRequirement needed, Collection<String> scopes) {
    return insufficientAuthentication(
        request.admitted(), request.scheme(), needed, withGranted(request, scopes));
  }

  /**
   * The refusal of a request without a caller, to a handler that finds out that its user must sign
   * in.
   */
  public Refusal insufficientAuthentication(
      AdmittedRequest request, AuthenticationRequirement needed, Collection<String> scopes) {
    return insufficientAuthentication(request, Credentials.NO_SCHEME, needed, scopes);
  }

  private Refusal insufficientAuthentication(
      AdmittedRequest request,
      String scheme,
      AuthenticationRequirement needed,
      Collection<String> scopes) {
    if (needed.isImpossible()) {
      return Refusal.withoutChallenge(Reason.FORBIDDEN);
    }
    Reason reason = Reason.INSUFFICIENT_AUTHENTICATION;
    return Refusal.challenging(
        reason, challenge(request, scheme, new Content(reason, scopes, needed)));
  }

  private Set<String> withGranted(AuthenticatedRequest request, Collection<String> needed) {
    Set<String> scopes = new LinkedHashSet<>(needed);
    if (namesGrantedScopes) {
      scopes.addAll(request.caller().scopes());
    }
    return scopes;
  }

  private List<Challenge> challenge(AdmittedRequest request, String scheme, Content content) {
    if (trustedIssuers.takesNoTokens(request.resource())) {
      return ofOthers(request, content);
    }
    DpopUse dpop = senders.dpopOf(request.resource());
    boolean underDpop = scheme.equals(Credentials.DPOP) || dpop == DpopUse.REQUIRED;
    boolean ambiguous = content.reason() == Reason.MALFORMED_CREDENTIALS;
    List<Challenge> challenges = new ArrayList<>(2);
    if (dpop != DpopUse.REQUIRED) {
      challenges.add(
          new Challenge(
              Credentials.BEARER, parameters(request, content, !underDpop || ambiguous, false)));
    }
    if (dpop != DpopUse.OFF) {
      challenges.add(
          new Challenge(
              Credentials.DPOP, parameters(request, content, underDpop || ambiguous, true)));
    }
    return challenges;
  }

  /** What no token opens must not ask for one: it says where its credentials are read. */
  private List<Challenge> ofOthers(AdmittedRequest request, Content content) {
    List<Challenge> challenges = new ArrayList<>(1);
    for (BoundCredential credential : trustedIssuers.credentials(request.resource())) {
      Map<String, String> parameters = parameters(request, content, true, false);
      CredentialPlace place = credential.place();
      if (place.kind() == CredentialPlace.Kind.HEADER) {
        parameters.put("header", place.name());
      }
      challenges.add(
          new Challenge(
              place.kind() == CredentialPlace.Kind.HEADER ? UNNAMED : place.name(), parameters));
    }
    return challenges;
  }

  private Map<String, String> parameters(
      AdmittedRequest request, Content content, boolean withError, boolean withAlgorithms) {
    Map<String, String> parameters = new LinkedHashMap<>();
    realm.ifPresent(name -> parameters.put("realm", name));
    if (withError) {
      content.reason().error().ifPresent(error -> putError(parameters, error, content));
    }
    if (withAlgorithms) {
      parameters.put("algs", String.join(" ", senders.algorithms()));
    }
    String named = named(trustedIssuers.asked(request.resource(), content.scopes()));
    if (!named.isEmpty()) {
      parameters.put("scope", named);
    }
    parameters.put(
        "resource_metadata",
        addresses
            .at(request.found().basePath())
            .documentUrl(request.origin(), request.found().match().path()));
    return parameters;
  }

  private static String named(Collection<String> scopes) {
    StringJoiner named = new StringJoiner(" ");
    for (String scope : scopes) {
      if (!scope.equals(ScopeNames.OFFLINE_ACCESS)) {
        named.add(scope);
      }
    }
    return named.toString();
  }

  private static void putError(Map<String, String> parameters, String error, Content content) {
    parameters.put("error", error);
    content.reason().description().ifPresent(text -> parameters.put("error_description", text));
    AuthenticationRequirement needed = content.authentication();
    if (!needed.acr().isEmpty()) {
      parameters.put("acr_values", String.join(" ", needed.acr()));
    }
    needed.maxAge().ifPresent(age -> parameters.put("max_age", String.valueOf(age.toSeconds())));
  }

  /** What a challenge says beside where to go. */
  private record Content(
      Reason reason, Collection<String> scopes, AuthenticationRequirement authentication) {

    static Content of(Reason reason, Collection<String> scopes) {
      return new Content(reason, scopes, AuthenticationRequirement.none());
    }
  }
}
