package io.github.jerseymcp.request;

import io.github.jerseymcp.ask.UnansweredException;
import io.github.jerseymcp.config.TrustedIssuers;
import io.github.jerseymcp.introspection.TokenUncheckedException;
import io.github.jerseymcp.revocation.RevocationsUnavailableException;
import io.github.jerseymcp.token.AccessToken;
import io.github.jerseymcp.token.InvalidTokenException;
import io.github.jerseymcp.token.KeysUnavailableException;
import io.github.jerseymcp.token.TokenFault;
import io.github.jerseymcp.token.VerifyToken;

/**
 * Step 4 of a request: verifies what was presented, a token by its issuer among those that the
 * resource trusts, and another credential by what it is bound to. Thread-safe.
 */
public final class VerifyCredentials {

  private final VerifyToken tokens;
  private final TrustedIssuers trusted;

  /** Verifies with these. */
  public VerifyCredentials(VerifyToken tokens, TrustedIssuers trusted) {
    this.tokens = tokens;
    this.trusted = trusted;
  }

  /**
   * What the credentials of a request say.
   *
   * @throws RefusedException if they are not good for the resource, or nobody can tell
   */
  public AccessToken verify(Credentials credentials, AdmittedRequest request)
      throws RefusedException {
    try {
      return credentials.other().isPresent()
          ? other(credentials.other().get(), credentials, request)
          : tokens.verify(
              credentials.token(), request.identifier(), trusted.of(request.found().match()));
    } catch (InvalidTokenException e) {
      throw RefusedException.ofToken(e);
    } catch (KeysUnavailableException e) {
      throw RefusedException.ofKeys(e);
    } catch (RevocationsUnavailableException e) {
      throw RefusedException.ofRevocations(e);
    } catch (TokenUncheckedException e) {
      throw RefusedException.ofUnchecked(e);
    } catch (UnansweredException e) {
      throw RefusedException.ofIssuer(e);
    }
  }

  private AccessToken other(String kind, Credentials credentials, AdmittedRequest request)
      throws InvalidTokenException {
    if (!trusted.accepts(request.resource(), kind)) {
      throw new InvalidTokenException(TokenFault.UNKNOWN_ISSUER);
    }
    return tokens.verifyOf(kind, credentials.token(), request.identifier());
  }
}
