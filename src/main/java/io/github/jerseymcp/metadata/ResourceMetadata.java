package io.github.jerseymcp.metadata;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the metadata documents of one protected path: one document, or for a template path one for
 * each concrete value.
 *
 * <p>The documents that were asked for last are kept, a bounded number of them, so that a signature
 * is computed once per document. Thread-safe.
 */
public final class ResourceMetadata {

  private static final Logger LOG = LoggerFactory.getLogger(ResourceMetadata.class);
  private static final int MOST_KEPT = 64;

  private final MetadataSettings settings;
  private final Map<String, Object> common;
  private final Map<String, ProtectedResourceDocument> kept = new Kept();

  /**
   * Describes a protected path.
   *
   * @param issuers the identifiers of the authorization servers it trusts, byte for byte; at least
   *     one
   * @param scopes all scopes that it uses, which are advertised unless the settings name others
   * @param senders what it enforces about the sender of a token
   * @param settings what the application says of it
   * @throws IllegalArgumentException if no authorization server is named
   */
  public ResourceMetadata(
      List<String> issuers,
      Collection<String> scopes,
      AdvertisedSenders senders,
      MetadataSettings settings) {
    this(settings, scopes, issuers, senders);
    if (issuers.isEmpty()) {
      throw new IllegalArgumentException("A protected resource names an authorization server");
    }
  }

  /** Describes a protected path that no token opens, but another credential. */
  public static ResourceMetadata withoutTokens(
      Collection<String> scopes, MetadataSettings settings) {
    return new ResourceMetadata(settings, scopes, List.of(), AdvertisedSenders.bearerOnly());
  }

  private ResourceMetadata(
      MetadataSettings settings,
      Collection<String> scopes,
      List<String> issuers,
      AdvertisedSenders senders) {
    Collection<String> named = settings.scopes().isPresent() ? settings.scopes().get() : scopes;
    if (named.contains(ScopeNames.OFFLINE_ACCESS)) {
      LOG.warn("offline_access is never advertised; remove it from the scopes of the resource");
    }
    this.settings = settings;
    this.common =
        common(List.copyOf(issuers), settings.advertisedScopes(scopes), senders, settings);
  }

  /**
   * The document of a resource.
   *
   * @param resource its identifier, which is written untouched
   */
  public ProtectedResourceDocument documentFor(String resource) {
    synchronized (kept) {
      ProtectedResourceDocument known = kept.get(resource);
      if (known != null) {
        return known;
      }
    }
    // Outside the lock: a signature takes long, and two of them for one document do no harm.
    ProtectedResourceDocument made = make(resource);
    synchronized (kept) {
      ProtectedResourceDocument first = kept.putIfAbsent(resource, made);
      return first == null ? made : first;
    }
  }

  /**
   * The document of a resource that trusts other issuers than its path in general.
   *
   * @param resource its identifier, which is written untouched
   * @param issuers its authorization servers; at least one
   */
  public ProtectedResourceDocument documentFor(String resource, List<String> issuers) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(Members.RESOURCE, resource);
    members.putAll(common);
    members.put(Members.AUTHORIZATION_SERVERS, List.copyOf(issuers));
    return new ProtectedResourceDocument(members, settings.maxAge());
  }

  private ProtectedResourceDocument make(String resource) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(Members.RESOURCE, resource);
    members.putAll(common);
    settings.signer().ifPresent(signer -> members.put(Members.SIGNED, signer.sign(members)));
    return new ProtectedResourceDocument(members, settings.maxAge());
  }

  private static Map<String, Object> common(
      List<String> issuers,
      List<String> scopes,
      AdvertisedSenders senders,
      MetadataSettings settings) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (!issuers.isEmpty()) {
      members.put(Members.AUTHORIZATION_SERVERS, issuers);
    }
    if (!scopes.isEmpty()) {
      members.put(Members.SCOPES, scopes);
    }
    // RFC 9728 section 2: an empty array says that bearer tokens are of no use.
    members.put(Members.BEARER_METHODS, issuers.isEmpty() ? List.of() : List.of("header"));
    members.putAll(settings.members());
    if (senders.tlsClientCertificateBound()) {
      members.put(Members.TLS_BOUND, true);
    }
    if (!senders.dpopAlgorithms().isEmpty()) {
      members.put(Members.DPOP_ALGORITHMS, senders.dpopAlgorithms());
    }
    if (senders.dpopRequired()) {
      members.put(Members.DPOP_REQUIRED, true);
    }
    members.putAll(settings.customMembers());
    return members;
  }

  /** Forgets the document that was asked for longest ago. */
  private static final class Kept extends LinkedHashMap<String, ProtectedResourceDocument> {

    private static final long serialVersionUID = 1L;

    Kept() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, ProtectedResourceDocument> eldest) {
      return size() > MOST_KEPT;
    }
  }
}
