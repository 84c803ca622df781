package io.github.jerseymcp.credential;

import io.github.jerseymcp.introspection.TokenVerifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a verifier tells, as the claims that are checked of every token. */
@SuppressWarnings("NullableOptional") // It is user code, which may answer null.
record CredentialClaims(CredentialVerifier verifier) implements TokenVerifier {

  @Override
  public Optional<Map<String, Object>> verify(String credential) throws Exception {
    @Nullable Optional<VerifiedCredential> answer = verifier.verify(credential);
    return answer == null ? Optional.empty() : answer.map(CredentialClaims::of);
  }

  private static Map<String, Object> of(VerifiedCredential verified) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", verified.subject());
    verified.client().ifPresent(client -> claims.put("client_id", client));
    if (!verified.scopes().isEmpty()) {
      claims.put("scope", String.join(" ", verified.scopes()));
    }
    claims.put("aud", List.copyOf(verified.resources()));
    claims.put("exp", verified.expiresAt());
    verified.id().ifPresent(id -> claims.put("jti", id));
    return claims;
  }
}
