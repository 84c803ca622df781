package io.github.jerseymcp.example.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate and its key, in a key store that keytool makes. */
final class TlsIdentity {

  static final String PASSWORD = "changeit";

  final Path file;
  private final KeyStore store;

  private TlsIdentity(Path file, KeyStore store) {
    this.file = file;
    this.store = store;
  }

  static TlsIdentity make(Path directory, String name) throws Exception {
    Path file = directory.resolve(name + ".p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    ProcessBuilder command =
        new ProcessBuilder(
            keytool,
            "-genkeypair",
            "-alias",
            "own",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-validity",
            "2",
            "-ext",
            "SAN=ip:127.0.0.1",
            "-dname",
            "CN=" + name,
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            file.toString());
    try (ChildProcess process = ChildProcess.start(command)) {
      assertThat(process.endsWell(Duration.ofSeconds(60))).as(process.output()).isTrue();
    }
    return new TlsIdentity(file, KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
  }

  /** The value of {@code Client-Cert} (RFC 9440 section 2.1). */
  String header() throws Exception {
    return ":" + Base64.getEncoder().encodeToString(certificate().getEncoded()) + ":";
  }

  /** What {@code x5t#S256} of a token that is bound to it must be (RFC 8705 section 3.1). */
  String thumbprint() throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  /** A client that trusts this server, and shows a certificate if it has one. */
  HttpClient client(Optional<TlsIdentity> shown) throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusting());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        shown.isPresent() ? shown.get().keys() : new KeyManager[0], trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  /** Writes a trust store that holds its certificate alone, beside its key store. */
  Path trustStore() throws Exception {
    Path trust = Path.of(file + ".trust");
    try (OutputStream content = Files.newOutputStream(trust)) {
      trusting().store(content, PASSWORD.toCharArray());
    }
    return trust;
  }

  private KeyStore trusting() throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("trusted", certificate());
    return trusted;
  }

  private Certificate certificate() throws Exception {
    return store.getCertificate("own");
  }

  private KeyManager[] keys() throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    return keys.getKeyManagers();
  }
}
