package io.github.jerseymcp.jose;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.util.Optional;

/** The one class that names the Amazon Corretto Crypto Provider, which may be absent. */
final class CorrettoProvider {

  private CorrettoProvider() {}

  /**
   * The provider, if its native library was loaded and works.
   *
   * @throws RuntimeException if a self test fails
   * @throws LinkageError if it is not on the class path
   */
  static Optional<Provider> find() {
    AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
    if (provider.getLoadingError() != null) {
      return Optional.empty();
    }
    provider.assertHealthy();
    return Optional.of(provider);
  }
}
