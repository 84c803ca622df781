package io.github.jerseymcp.client.grant;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.discovery.Inquiry;
import io.github.jerseymcp.fetch.FetchRequest;
import io.github.jerseymcp.fetch.FetchedAnswer;
import io.github.jerseymcp.fetch.SecureAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A user whose company decides: its identity provider exchanges the ID token for an assertion to
 * one authorization server about one resource (ID-JAG), which that one takes for a token.
 */
public final class EnterpriseManagedGrant extends UnattendedGrant {

  private static final String ID_JAG = "urn:ietf:params:oauth:token-type:id-jag";

  private final IdentityProvider provider;

  /** With that provider's assertions to the issuer. */
  public EnterpriseManagedGrant(String issuer, IdentityProvider provider) {
    super(issuer);
    this.provider = provider;
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>(super.problems());
    if (!SecureAddress.isSecureWithQuery(provider.tokenEndpoint().toString())) {
      problems.add("grant: the token endpoint of the identity provider must be https, or loopback");
    }
    return problems;
  }

  @Override
  public String type() {
    return WorkloadIdentityGrant.TYPE;
  }

  @Override
  public Map<String, String> parameters(String resource, Set<String> scopes, Inquiry inquiry)
      throws IOException {
    Map<String, String> exchange =
        ClientCredentialsGrant.withScopes(
            Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "requested_token_type",
                ID_JAG,
                "audience",
                onlyIssuer(),
                "resource",
                resource,
                "subject_token",
                WorkloadIdentityGrant.compact(provider.idToken().get()),
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:id_token"),
            scopes);
    Map<String, Object> answer = exchanged(exchange, inquiry);
    if (!ID_JAG.equals(answer.get("issued_token_type"))
        || !(answer.get("access_token") instanceof String assertion)
        || !WorkloadIdentityGrant.isCompact(assertion)) {
      throw new AuthorizationFailedException(
          AuthorizationFault.BAD_TOKEN_RESPONSE,
          "the identity provider gave no identity assertion");
    }
    return ClientCredentialsGrant.withScopes(
        Map.of("grant_type", WorkloadIdentityGrant.TYPE, "assertion", assertion), scopes);
  }

  private Map<String, Object> exchanged(Map<String, String> form, Inquiry inquiry)
      throws IOException {
    form.put("client_id", provider.clientId());
    provider.secret().ifPresent(secret -> form.put("client_secret", secret.get()));
    FetchedAnswer answer = inquiry.send(FetchRequest.form(provider.tokenEndpoint(), form));
    if (answer.status() != 200) {
      throw new AuthorizationFailedException(
          AuthorizationFault.GRANT_REFUSED, "the identity provider gave no identity assertion");
    }
    return Inquiry.object(answer, AuthorizationFault.BAD_TOKEN_RESPONSE);
  }
}
