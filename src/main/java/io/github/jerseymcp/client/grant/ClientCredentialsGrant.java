package io.github.jerseymcp.client.grant;

import io.github.jerseymcp.client.discovery.Inquiry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The application itself, at one configured issuer. */
public final class ClientCredentialsGrant extends UnattendedGrant {

  private static final String TYPE = "client_credentials";

  /** At that issuer. */
  public ClientCredentialsGrant(String issuer) {
    super(issuer);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Map<String, String> parameters(String resource, Set<String> scopes, Inquiry inquiry) {
    return withScopes(Map.of("grant_type", TYPE), scopes);
  }

  static Map<String, String> withScopes(Map<String, String> form, Set<String> scopes) {
    Map<String, String> parameters = new LinkedHashMap<>(form);
    if (!scopes.isEmpty()) {
      parameters.put("scope", String.join(" ", scopes));
    }
    return parameters;
  }
}
