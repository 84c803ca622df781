package io.github.jerseymcp.token;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.jerseymcp.fetch.IssuerConnection;
import io.github.jerseymcp.introspection.Introspection;
import io.github.jerseymcp.issuer.KeySource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An authorization server whose access tokens are accepted, and what its tokens look like.
 *
 * <p>{@link #of} expects tokens as RFC 9068 defines them and finds the keys by discovery. The
 * presets know what a product really mints; each {@code with} method gives a copy with one setting
 * changed. The issuer identifier is kept and compared byte for byte; it is an https URL, unless its
 * keys are named: then it is a name that need not lead anywhere. Several issuers in one: {@link
 * IssuerPattern}. Immutable and thread-safe. {@link #problems} lists all mistakes at once.
 */
public final class TrustedIssuer {

  private final IssuerSettings settings;

  private TrustedIssuer(IssuerSettings settings) {
    this.settings = settings;
  }

  /** An issuer of RFC 9068 tokens whose keys are found by discovery. */
  public static TrustedIssuer of(String issuer) {
    return new TrustedIssuer(IssuerSettings.of(Objects.requireNonNull(issuer, "issuer")));
  }

  static TrustedIssuer of(IssuerPattern pattern) {
    return new TrustedIssuer(IssuerSettings.of(pattern));
  }

  /**
   * A realm of Keycloak, {@code https://host/realms/name}. Keycloak puts no resource into {@code
   * aud} by itself: add an audience mapper with the resource identifier to a client scope.
   */
  public static TrustedIssuer keycloak(String realmUrl) {
    return new TrustedIssuer(Presets.keycloak(realmUrl));
  }

  /**
   * A tenant of Microsoft Entra ID, with tokens of version 2.0 ({@code requestedAccessTokenVersion}
   * in the manifest of the API's registration); for several, {@link IssuerPattern#entra}. The
   * audience is the GUID of the registration: name it with {@link #withAudiences}.
   *
   * @param tenantId the GUID of the tenant; {@code common} and {@code organizations} are no issuers
   */
  public static TrustedIssuer entra(String tenantId) {
    return new TrustedIssuer(Presets.entra(tenantId));
  }

  /**
   * A tenant of Auth0, or its custom domain: the host alone, such as {@code example.eu.auth0.com}.
   * The client is in {@code azp} or {@code client_id}. The audience is the identifier of the API.
   */
  public static TrustedIssuer auth0(String domain) {
    return new TrustedIssuer(Presets.auth0(domain));
  }

  /**
   * A custom authorization server of Okta, {@code https://host/oauth2/id}; tokens of the org
   * authorization server are for Okta alone. Its audience is set there: to the resource identifier,
   * or name it with {@link #withAudiences}.
   */
  public static TrustedIssuer okta(String issuer) {
    return new TrustedIssuer(Presets.okta(issuer));
  }

  /** Takes the keys from this address, https or loopback; see {@link #withConnection}. */
  public TrustedIssuer withJwksUri(String jwksUri) {
    KeySource source = new KeySource.Address(Objects.requireNonNull(jwksUri, "jwksUri"));
    return with(draft -> draft.keySource = source);
  }

  /** Reaches it so: through a proxy, with a trust store, in a cluster. Default: as any server. */
  public TrustedIssuer withConnection(IssuerConnection connection) {
    return with(draft -> draft.connection = Optional.of(connection));
  }

  /** Uses these keys and fetches none. */
  public TrustedIssuer withKeys(JWKSet keys) {
    Objects.requireNonNull(keys, "keys");
    return withKeys(() -> keys);
  }

  /**
   * Asks the application for the keys, once for each token: fast, thread-safe, and the same object
   * until the keys change. If the supplier throws, the keys count as unavailable.
   */
  public TrustedIssuer withKeys(Supplier<JWKSet> keys) {
    Objects.requireNonNull(keys, "keys");
    return with(draft -> draft.keySource = new KeySource.Application(keys));
  }

  /** Allows these algorithms alone. Default: all known but RS384, RS512, PS384 and PS512. */
  public TrustedIssuer withAlgorithms(String... names) {
    return with(draft -> draft.algorithms = new LinkedHashSet<>(List.of(names)));
  }

  /** Accepts these {@code typ} headers alone. Default: at+jwt, application/at+jwt. */
  public TrustedIssuer withTypes(String... types) {
    return with(draft -> draft.types = new LinkedHashSet<>(List.of(types)));
  }

  /** Whether a token may come without a {@code typ} header. Default: no. */
  public TrustedIssuer withTypeOptional(boolean optional) {
    return with(draft -> draft.typeOptional = optional);
  }

  /**
   * Requires these claims: {@code iss}, {@code exp}, and {@code aud} and {@code sub} unless others
   * stand for them. Default: these, {@code client_id}, {@code iat} and {@code jti} (RFC 9068 2.2).
   */
  public TrustedIssuer withRequiredClaims(String... claims) {
    return with(draft -> draft.requiredClaims = new LinkedHashSet<>(List.of(claims)));
  }

  /** Requires a claim to be one of these strings, in addition to what was required so far. */
  public TrustedIssuer withClaimValues(String claim, String... values) {
    return with(draft -> draft.claimValues.put(claim, Set.copyOf(List.of(values))));
  }

  /**
   * Takes the subject from the first of these claims that is there and not empty: {@code sub} and
   * {@code client_id}, say, where no client has the name of a user (RFC 9700 section 4.15). {@code
   * sub} is no longer required by itself. Default: {@code sub}.
   */
  public TrustedIssuer withSubjectClaims(String... claims) {
    return with(draft -> draft.takeSubjectFrom(List.of(claims)));
  }

  /** Takes the scopes from these claims together. Default: {@code scope}. */
  public TrustedIssuer withScopeClaims(String... claims) {
    return with(draft -> draft.scopeClaims = List.of(claims));
  }

  /** Whether a scope claim may be an array of strings as well as one string. Default: no. */
  public TrustedIssuer withScopeArrays(boolean allowed) {
    return with(draft -> draft.scopeArrays = allowed);
  }

  /** Adds the scopes that this finds in other claims, such as roles. May be repeated. */
  public TrustedIssuer withScopeSource(ScopeSource source) {
    return with(draft -> draft.add(source));
  }

  /** Takes the client from the first of these claims that is present. Default: client_id. */
  public TrustedIssuer withClientIdClaims(String... claims) {
    return with(draft -> draft.clientIdClaims = List.of(claims));
  }

  /**
   * Accepts these audiences too: {@code api://notes} or a GUID, say. Each opens every resource of
   * this server: prefer resource identifiers. Default: none.
   */
  public TrustedIssuer withAudiences(String... audiences) {
    return with(draft -> draft.audiences = new LinkedHashSet<>(List.of(audiences)));
  }

  /**
   * Lets another claim say what a token is meant for. Each audience claim of a token must admit the
   * request, {@code aud} included, which is no longer required by itself. May be repeated.
   *
   * @param claim {@code resource}, {@code azp} or {@code client_id} say: one string, or an array
   * @param values those that count, each for every resource; none, if it must name the resource
   */
  public TrustedIssuer withAudienceClaim(String claim, String... values) {
    return with(
        draft -> {
          draft.audienceClaims.put(claim, Set.copyOf(List.of(values)));
          draft.requireNoMore("aud");
        });
  }

  /**
   * Asks clients for scopes under longer names, {@code api://notes/notes.read} where rules have
   * {@code notes.read}: documents and challenges write this before each scope, but for those of
   * OpenID Connect, and in tokens it is cut off. Default: nothing.
   */
  public TrustedIssuer withScopePrefix(String prefix) {
    return with(draft -> draft.scopePrefix = Objects.requireNonNull(prefix, "prefix"));
  }

  /** Asks about opaque tokens of this issuer; of those a resource trusts, one may have some. */
  public TrustedIssuer withIntrospection(Introspection how) {
    return with(draft -> draft.introspection = Optional.of(how));
  }

  /** What documents name in {@code authorization_servers} for this issuer. Default: the issuer. */
  public TrustedIssuer withAdvertisedAs(String authorizationServer) {
    return with(draft -> draft.advertisedAs = Optional.of(authorizationServer));
  }

  /** Leaves this issuer out of documents: its tokens are accepted, and no client is sent there. */
  public TrustedIssuer withoutAdvertising() {
    return with(draft -> draft.advertisedAs = Optional.empty());
  }

  /** The issuer identifier, byte for byte as configured. */
  public String issuer() {
    return settings.issuer();
  }

  /** What documents name for this issuer; empty if they leave it out. */
  public Optional<String> advertisedAs() {
    return settings.advertisedAs();
  }

  /** What stands before its scopes where clients ask for them; empty for nothing. */
  public String scopePrefix() {
    return settings.scopePrefix();
  }

  /** How it is reached, where that is said. */
  public Optional<IssuerConnection> connection() {
    return settings.connection();
  }

  /** How others are asked about its tokens, if they are. */
  public Optional<Introspection> introspection() {
    return settings.introspection();
  }

  /** What is wrong with this configuration, one sentence for each mistake: empty if nothing is. */
  public List<String> problems() {
    return IssuerProblems.of(settings);
  }

  /** Everything that was set. */
  IssuerSettings settings() {
    return settings;
  }

  @Override
  public String toString() {
    return "TrustedIssuer[" + settings.issuer() + "]";
  }

  private TrustedIssuer with(Consumer<IssuerSettings.Draft> change) {
    return new TrustedIssuer(settings.with(change));
  }
}
