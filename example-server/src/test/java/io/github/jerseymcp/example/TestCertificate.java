package io.github.jerseymcp.example;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
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
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate with its key in a key store, made by keytool. */
final class TestCertificate {

  static final String PASSWORD = "changeit";

  final Path file;
  final byte[] der;
  private final KeyStore store;

  private TestCertificate(Path file) throws IOException, GeneralSecurityException {
    this.file = file;
    this.store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    this.der = store.getCertificate("own").getEncoded();
  }

  static TestCertificate make(Path directory, String name, String type) throws Exception {
    Path file = directory.resolve(name + ".keystore");
    keytool(
        "-genkeypair -alias own -keyalg EC -groupname secp256r1 -validity 2 -ext SAN=ip:127.0.0.1"
            .concat(" -dname CN=" + name + " -storetype " + type + " -storepass " + PASSWORD)
            .concat(" -keypass " + PASSWORD + " -keystore " + file));
    return new TestCertificate(file);
  }

  /** Another certificate of the same key and name. */
  TestCertificate renewed() throws Exception {
    Path copy = Files.copy(file, file.resolveSibling("renewed-" + file.getFileName()));
    keytool("-selfcert -alias own -validity 3 -storepass " + PASSWORD + " -keystore " + copy);
    return new TestCertificate(copy);
  }

  private static void keytool(String arguments) throws Exception {
    ProcessBuilder keytool =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    keytool.command().addAll(List.of(arguments.split(" ")));
    Process process = keytool.redirectErrorStream(true).start();
    byte[] output = process.getInputStream().readAllBytes();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(new String(output, StandardCharsets.UTF_8));
    }
  }

  /** The {@code x5t#S256} of a token that is bound to it. */
  String thumbprint() throws GeneralSecurityException {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(MessageDigest.getInstance("SHA-256").digest(der));
  }

  /** The value of {@code Client-Cert} (RFC 9440 section 2.1). */
  String header() {
    return ":" + Base64.getEncoder().encodeToString(der) + ":";
  }

  /** A client that trusts this server, and shows a certificate of its own if it has one. */
  HttpClient client(TestCertificate own, String... protocols) throws Exception {
    SSLContext context = context(own);
    SSLParameters parameters = context.getDefaultSSLParameters();
    if (protocols.length > 0) {
      parameters.setProtocols(protocols);
    }
    return HttpClient.newBuilder().sslContext(context).sslParameters(parameters).build();
  }

  SSLContext context(TestCertificate own) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", store.getCertificate("own"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own == null ? new KeyManager[0] : own.keys(), trust.getTrustManagers(), null);
    return context;
  }

  private KeyManager[] keys() throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    return keys.getKeyManagers();
  }
}
