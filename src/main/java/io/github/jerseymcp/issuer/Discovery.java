package io.github.jerseymcp.issuer;

import io.github.jerseymcp.fetch.FetchFailedException;
import io.github.jerseymcp.fetch.Fetcher;
import io.github.jerseymcp.fetch.SecureAddress;
import io.github.jerseymcp.jose.MalformedJoseException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the addresses that an issuer names in its metadata: RFC 8414 first, then OpenID Connect
 * Discovery with the well-known part inserted, then appended. A document counts only if its {@code
 * issuer} is the configured one, byte for byte (RFC 8414 section 3.3). An address that gives no
 * such document, for whatever reason, leads to the next one while there is time.
 */
public final class Discovery {

  private final String issuer;
  private final Fetcher fetcher;

  /** Asks with this fetcher. */
  public Discovery(String issuer, Fetcher fetcher) {
    this.issuer = issuer;
    this.fetcher = fetcher;
  }

  /**
   * An address in the metadata.
   *
   * @param member what it is the value of: {@code jwks_uri}, say
   * @param deadline a reading of {@link System#nanoTime} after which this is given up
   */
  public URI address(String member, long deadline)
      throws FetchFailedException, InterruptedIOException {
    List<String> reasons = new ArrayList<>();
    for (URI address : addresses()) {
      try {
        return read(fetcher.document(address, deadline), member);
      } catch (FetchFailedException e) {
        // Whatever is wrong there: a gateway may break connections to addresses it does not know.
        reasons.add(address.getPath() + ": " + e.reason());
      }
    }
    throw new FetchFailedException("no metadata document (" + String.join("; ", reasons) + ")");
  }

  private Set<URI> addresses() {
    URI identifier = URI.create(issuer);
    String origin = identifier.getScheme() + "://" + identifier.getRawAuthority();
    String path = identifier.getRawPath();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    Set<URI> addresses = new LinkedHashSet<>();
    addresses.add(URI.create(origin + "/.well-known/oauth-authorization-server" + path));
    addresses.add(URI.create(origin + "/.well-known/openid-configuration" + path));
    addresses.add(URI.create(origin + path + "/.well-known/openid-configuration"));
    return addresses;
  }

  private URI read(byte[] document, String member) throws FetchFailedException {
    Map<String, Object> metadata;
    try {
      metadata = IssuerDocument.object(document);
    } catch (MalformedJoseException e) {
      throw new FetchFailedException("the metadata is no acceptable JSON object");
    }
    if (!issuer.equals(metadata.get("issuer"))) {
      throw new FetchFailedException("the metadata names another issuer");
    }
    if (!(metadata.get(member) instanceof String text) || !SecureAddress.isSecureWithQuery(text)) {
      throw new FetchFailedException("the metadata has no acceptable " + member);
    }
    URI address = URI.create(text);
    if (SecureAddress.isLoopbackHttp(address)
        && !SecureAddress.isLoopbackHttp(URI.create(issuer))) {
      throw new FetchFailedException("the metadata has no acceptable " + member);
    }
    return address;
  }
}
