package io.github.jerseymcp.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;

/** In which versions of TLS strangers are asked. */
class FetchTlsTest {

  private final LenientSocket socket = new LenientSocket();

  /**
   * The HTTP client leaves out the old versions that it knows, and the JDK those that it is told
   * of. Neither is a reason to speak any other: here is a context with some that nobody has heard
   * of.
   */
  @Test
  void offersTheVersionsOfItsOwnListWhateverAContextWouldSpeak() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(FetchFailedException.class)
          .isThrownBy(
              () ->
                  Fetcher.ofStrangers(FetchPolicy.strict().withLoopback(), new Context(socket))
                      .send(
                          FetchRequest.get(
                              URI.create("https://127.0.0.1:" + server.getLocalPort() + "/")),
                          System.nanoTime() + Duration.ofSeconds(20).toNanos()))
          .withMessageContaining("no TLS connection with that host");
    }

    assertThat(socket.isShaking).isTrue();
    assertThat(socket.enabled).containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
  }

  private static final class Context extends SSLContext {

    Context(SSLSocket socket) throws Exception {
      super(new Sockets(socket), SSLContext.getDefault().getProvider(), "TLS");
    }
  }

  private static final class Sockets extends SSLContextSpi {

    private final SSLSocket only;

    Sockets(SSLSocket only) {
      this.only = only;
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      return new SSLSocketFactory() {
        @Override
        public Socket createSocket() {
          return only;
        }

        @Override
        public Socket createSocket(Socket plain, String host, int port, boolean closesPlain) {
          return only;
        }

        @Override
        public Socket createSocket(String host, int port) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
          throw new UnsupportedOperationException();
        }

        @Override
        public String[] getDefaultCipherSuites() {
          return only.getEnabledCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
          return only.getSupportedCipherSuites();
        }
      };
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {}

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      throw new UnsupportedOperationException();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      throw new UnsupportedOperationException();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      throw new UnsupportedOperationException();
    }
  }

  /** It would speak anything, and is asked no further than to which versions it is held. */
  private static final class LenientSocket extends SSLSocket {

    private static final String[] SUITES = {"TLS_AES_128_GCM_SHA256"};

    private List<String> enabled = List.of("SSLv3", "TLSv1.1", "TLSv1.2", "TLSv1.3", "TLSv9");
    private boolean isShaking;

    @Override
    public void startHandshake() throws SSLException {
      isShaking = true;
      throw new SSLException("far enough");
    }

    @Override
    public String[] getEnabledProtocols() {
      return enabled.toArray(String[]::new);
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
      enabled = List.of(protocols);
    }

    @Override
    public String[] getSupportedProtocols() {
      return getEnabledProtocols();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return SUITES.clone();
    }

    @Override
    public String[] getEnabledCipherSuites() {
      return SUITES.clone();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {}

    @Override
    public SSLSession getSession() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {}

    @Override
    public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {}

    @Override
    public void setUseClientMode(boolean client) {}

    @Override
    public boolean getUseClientMode() {
      return true;
    }

    @Override
    public void setNeedClientAuth(boolean need) {}

    @Override
    public boolean getNeedClientAuth() {
      return false;
    }

    @Override
    public void setWantClientAuth(boolean want) {}

    @Override
    public boolean getWantClientAuth() {
      return false;
    }

    @Override
    public void setEnableSessionCreation(boolean creates) {}

    @Override
    public boolean getEnableSessionCreation() {
      return true;
    }
  }
}
