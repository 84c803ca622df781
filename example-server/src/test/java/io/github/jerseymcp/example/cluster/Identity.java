package io.github.jerseymcp.example.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate with its key, made by keytool. */
final class Identity {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final KeyStore store;

  private Identity(KeyStore store) {
    this.store = store;
  }

  static Identity make(Path directory, String name) throws Exception {
    Path file = directory.resolve(name + ".p12");
    String options =
        "-genkeypair -alias own -keyalg EC -groupname secp256r1 -validity 2 -ext SAN=ip:127.0.0.1"
            + " -storetype PKCS12 -storepass changeit -dname CN="
            + name;
    ProcessBuilder keytool =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    keytool.command().addAll(List.of(options.split(" ")));
    keytool.command().addAll(List.of("-keystore", file.toString()));
    Process process = keytool.redirectErrorStream(true).start();
    byte[] output = process.getInputStream().readAllBytes();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(new String(output, US_ASCII));
    }
    return new Identity(KeyStore.getInstance(file.toFile(), PASSWORD));
  }

  /** The {@code x5t#S256} of a token that is bound to it. */
  String thumbprint() throws GeneralSecurityException {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(MessageDigest.getInstance("SHA-256").digest(der()));
  }

  /** The value of {@code Client-Cert} (RFC 9440 section 2.1). */
  String clientCert() throws GeneralSecurityException {
    return ":" + Base64.getEncoder().encodeToString(der()) + ":";
  }

  /** Writes certificate and key into one file, as HAProxy wants them. */
  Path writePem(Path file) throws IOException, GeneralSecurityException {
    byte[] key = store.getKey("own", PASSWORD).getEncoded();
    return Files.writeString(file, pem("CERTIFICATE", der()) + pem("PRIVATE KEY", key));
  }

  /** What a client needs that trusts this server and, unless null, shows who it is. */
  SSLContext trustedBy(Identity client) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", store.getCertificate("own"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    KeyManager[] keys = client == null ? new KeyManager[0] : client.keys();
    context.init(keys, trust.getTrustManagers(), null);
    return context;
  }

  private KeyManager[] keys() throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    return keys.getKeyManagers();
  }

  private byte[] der() throws GeneralSecurityException {
    return store.getCertificate("own").getEncoded();
  }

  private static String pem(String label, byte[] der) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }
}
