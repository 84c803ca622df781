package io.github.jerseymcp.client.grant;

import io.github.jerseymcp.client.discovery.Inquiry;
import io.github.jerseymcp.client.registration.RegisteredClient;
import io.github.jerseymcp.client.token.RefusedGrantException;
import io.github.jerseymcp.client.token.SignedIn;
import io.github.jerseymcp.fetch.SecureAddress;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A grant for which nobody has to be there, so that it is also how its tokens are renewed. Its
 * issuer is configured: a server that named the authorization server could collect what is handed
 * to it.
 */
public abstract sealed class UnattendedGrant implements GrantType
    permits ClientCredentialsGrant, EnterpriseManagedGrant, WorkloadIdentityGrant {

  private final String issuer;

  UnattendedGrant(String issuer) {
    this.issuer = issuer;
  }

  @Override
  public List<String> problems() {
    return SecureAddress.isSecure(issuer)
        ? List.of()
        : List.of("grant: the issuer must be https, or http on loopback");
  }

  @Override
  public final Optional<String> issuer() {
    return Optional.of(issuer);
  }

  final String onlyIssuer() {
    return issuer;
  }

  @Override
  public final SignedIn obtain(Sought sought) throws IOException, InterruptedException {
    RegisteredClient client = sought.register(Optional.empty());
    Map<String, String> form =
        parameters(sought.resource(), sought.need().scopes(), sought.inquiry());
    try {
      return sought.signedIn(client, sought.request(client, form));
    } catch (RefusedGrantException e) {
      refused(form);
      throw e;
    }
  }

  /** Learns that a token endpoint refused these. */
  public void refused(Map<String, String> parameters) {}

  /** {@code grant_type} and what belongs to it. */
  public abstract Map<String, String> parameters(
      String resource, Set<String> scopes, Inquiry inquiry)
      throws IOException, InterruptedException;
}
