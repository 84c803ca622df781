package io.github.jerseymcp.example.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;

/** TLS with the key of a key store, for a listener. */
public final class ServerTls {

  /** RFC 8996: no others, whatever the Java runtime is told to allow. */
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final SSLEngineConfigurator engines;

  private ServerTls(SSLEngineConfigurator engines) {
    this.engines = engines;
  }

  /**
   * Reads a key store, PKCS12 or JKS by its content.
   *
   * @param clientAuth whether clients are asked for a certificate; they need not have one
   * @throws IOException if the file cannot be read, or the password is wrong
   * @throws GeneralSecurityException if it is no key store, or holds no private key
   */
  public static ServerTls of(Path keyStore, String password, boolean clientAuth)
      throws IOException, GeneralSecurityException {
    char[] secret = password.toCharArray();
    KeyStore keys = KeyStore.getInstance(keyStore.toFile(), secret);
    if (!holdsKey(keys)) {
      throw new GeneralSecurityException("The key store holds no private key");
    }
    KeyManagerFactory keyManagers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(keys, secret);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        keyManagers.getKeyManagers(), new TrustManager[] {new AnyClientCertificate()}, null);
    return new ServerTls(
        new SSLEngineConfigurator(context)
            .setClientMode(false)
            .setWantClientAuth(clientAuth)
            .setEnabledProtocols(PROTOCOLS));
  }

  SSLEngineConfigurator engines() {
    return engines;
  }

  private static boolean holdsKey(KeyStore keys) throws GeneralSecurityException {
    for (String alias : Collections.list(keys.aliases())) {
      if (keys.isKeyEntry(alias)) {
        return true;
      }
    }
    return false;
  }
}
