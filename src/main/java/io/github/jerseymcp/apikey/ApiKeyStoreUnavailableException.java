package io.github.jerseymcp.apikey;

/**
 * Says that a store of API keys cannot be asked: a key could not be checked, which is 503, or
 * nothing was changed. Carries no stack trace.
 */
public final class ApiKeyStoreUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says so.
   *
   * @param kind what kind of failure it was, in words that are fit for a log: no data
   */
  public ApiKeyStoreUnavailableException(String kind) {
    super("The store of API keys cannot be asked: " + kind, null, false, false);
  }
}
