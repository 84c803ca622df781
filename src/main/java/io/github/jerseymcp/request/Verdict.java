package io.github.jerseymcp.request;

import io.github.jerseymcp.AuthenticationRequirement;
import java.util.Set;

/**
 * Whether a caller has what a request asks for.
 *
 * @param missing what the caller lacks
 * @param scopes the scopes that are needed
 * @param authentication how the user must have signed in
 */
public record Verdict(
    Missing missing, Set<String> scopes, AuthenticationRequirement authentication) {

  /** What a caller can lack. */
  public enum Missing {
    NOTHING,
    SCOPES,
    AUTHENTICATION
  }

  /** Whether the caller may go on. */
  public boolean admits() {
    return missing == Missing.NOTHING;
  }
}
