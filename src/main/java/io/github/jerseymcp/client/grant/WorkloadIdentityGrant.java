package io.github.jerseymcp.client.grant;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.discovery.Inquiry;
import io.github.jerseymcp.client.proof.CodeVerifier;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A workload with an identity that its platform asserts (RFC 7523 section 2.1). An assertion that
 * was refused is not shown again.
 */
public final class WorkloadIdentityGrant extends UnattendedGrant {

  static final String TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_.-]{1,16384}");

  private final UnaryOperator<String> assertions;

  /** The hash of the last one that was refused. */
  private volatile byte[] refused = {};

  /** With assertions for the issuer that is handed in. */
  public WorkloadIdentityGrant(String issuer, UnaryOperator<String> assertions) {
    super(issuer);
    this.assertions = assertions;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Map<String, String> parameters(String resource, Set<String> scopes, Inquiry inquiry)
      throws AuthorizationFailedException {
    String assertion = compact(assertions.apply(onlyIssuer()));
    if (MessageDigest.isEqual(CodeVerifier.sha256(assertion), refused)) {
      throw new AuthorizationFailedException(
          AuthorizationFault.GRANT_REFUSED, "the same assertion was refused before");
    }
    return ClientCredentialsGrant.withScopes(
        Map.of("grant_type", TYPE, "assertion", assertion), scopes);
  }

  @Override
  public void refused(Map<String, String> parameters) {
    refused = CodeVerifier.sha256(parameters.getOrDefault("assertion", ""));
  }

  static String compact(String assertion) throws AuthorizationFailedException {
    if (!isCompact(assertion)) {
      throw new AuthorizationFailedException(AuthorizationFault.BAD_CREDENTIAL);
    }
    return assertion;
  }

  static boolean isCompact(@Nullable String assertion) {
    return assertion != null && COMPACT.matcher(assertion).matches();
  }
}
