package io.github.jerseymcp.testsupport.cert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.jerseymcp.testsupport.process.JavaProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
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
import org.jspecify.annotations.Nullable;

/** A self-signed certificate of {@code localhost} and its key, in a key store made by keytool. */
public final class TlsIdentity {

  /** The password of every key store. */
  public static final String PASSWORD = "changeit";

  private final Path file;
  private final KeyStore store;
  private final byte[] der;

  private TlsIdentity(Path file) throws IOException, GeneralSecurityException {
    this.file = file;
    this.store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    this.der = store.getCertificate("own").getEncoded();
  }

  /** Makes one in a file of PKCS #12 in this directory. */
  public static TlsIdentity make(Path directory, String name) throws Exception {
    return make(directory, name, "PKCS12");
  }

  /** Makes one in a key store of this type. */
  public static TlsIdentity make(Path directory, String name, String type) throws Exception {
    Path file = directory.resolve(name + ".keystore");
    keytool(
        file,
        "-genkeypair -keyalg EC -groupname secp256r1 -validity 20"
            + " -ext SAN=dns:localhost,ip:127.0.0.1 -dname CN="
            + name
            + (" -storetype " + type + " -keypass " + PASSWORD));
    return new TlsIdentity(file);
  }

  /** Another certificate of the same key and name. */
  public TlsIdentity renewed() throws Exception {
    Path copy = Files.copy(file, file.resolveSibling("renewed-" + file.getFileName()));
    keytool(copy, "-selfcert -validity 30");
    return new TlsIdentity(copy);
  }

  /** The key store. */
  public Path file() {
    return file;
  }

  /** The certificate in DER. */
  public byte[] der() {
    return der.clone();
  }

  /** The {@code x5t#S256} of a token that is bound to it (RFC 8705 section 3.1). */
  public String thumbprint() throws GeneralSecurityException {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(MessageDigest.getInstance("SHA-256").digest(der));
  }

  /** The value of {@code Client-Cert} (RFC 9440 section 2.1). */
  public String clientCert() {
    return ":" + Base64.getEncoder().encodeToString(der) + ":";
  }

  /** Writes certificate and key into one file beside the key store, as HAProxy wants them. */
  public Path writePem() throws IOException, GeneralSecurityException {
    byte[] key = store.getKey("own", PASSWORD.toCharArray()).getEncoded();
    return Files.writeString(
        Path.of(file + ".pem"), pem("CERTIFICATE", der) + pem("PRIVATE KEY", key));
  }

  /** Writes a trust store of PKCS #12 that holds its certificate alone, beside the key store. */
  public Path writeTrustStore() throws IOException, GeneralSecurityException {
    Path trust = Path.of(file + ".trust");
    try (OutputStream content = Files.newOutputStream(trust)) {
      trusting().store(content, PASSWORD.toCharArray());
    }
    return trust;
  }

  /** What a client needs that trusts this server, and shows a certificate if it has one. */
  public SSLContext trustedBy(@Nullable TlsIdentity shown)
      throws IOException, GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusting());
    SSLContext context = SSLContext.getInstance("TLS");
    KeyManager[] keys = shown == null ? new KeyManager[0] : shown.keys();
    context.init(keys, trust.getTrustManagers(), null);
    return context;
  }

  /** What a server needs that shows this certificate, and takes that of a client alone. */
  public SSLContext serving(TlsIdentity taken) throws IOException, GeneralSecurityException {
    return taken.trustedBy(this);
  }

  /** A client that trusts this server, shows a certificate unless it has none. */
  public HttpClient client(@Nullable TlsIdentity shown, String... protocols) throws Exception {
    SSLContext context = trustedBy(shown);
    SSLParameters parameters = context.getDefaultSSLParameters();
    if (protocols.length > 0) {
      parameters.setProtocols(protocols);
    }
    return HttpClient.newBuilder().sslContext(context).sslParameters(parameters).build();
  }

  private KeyStore trusting() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("trusted", store.getCertificate("own"));
    return trusted;
  }

  private KeyManager[] keys() throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    return keys.getKeyManagers();
  }

  private static String pem(String label, byte[] der) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }

  private static void keytool(Path store, String arguments) throws Exception {
    ProcessBuilder keytool = new ProcessBuilder(JavaProgram.tool("keytool"));
    keytool.command().addAll(List.of(arguments.split(" ")));
    keytool.command().addAll(List.of("-alias", "own", "-storepass", PASSWORD));
    keytool.command().addAll(List.of("-keystore", store.toString()));
    Process process = keytool.redirectErrorStream(true).start();
    byte[] output = process.getInputStream().readAllBytes();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(new String(output, UTF_8));
    }
  }
}
