package io.github.jerseymcp.client.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * A server in memory with a certificate of its own making, which nobody should trust. Whoever does
 * so for the time of a handshake does so for anybody.
 */
final class UntrustedServer {

  private static final String NAME = "nobody.invalid";
  private static final int MOST_STEPS = 200;

  private UntrustedServer() {}

  /**
   * Whether a client with that context completes a handshake with it. Where the runtime forbids one
   * kind of certificate, that says nothing of whom the context trusts, and another kind is tried.
   *
   * @throws GeneralSecurityException if each fails for another reason than the trust
   */
  static boolean isTrustedBy(SSLContext context) throws GeneralSecurityException {
    GeneralSecurityException last = new GeneralSecurityException("Nothing could be tried");
    for (SelfSigned.Kind kind : SelfSigned.Kind.values()) {
      try {
        return isTrustedBy(context, kind);
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw last;
  }

  private static boolean isTrustedBy(SSLContext context, SelfSigned.Kind kind)
      throws GeneralSecurityException {
    SSLEngine client = context.createSSLEngine(NAME, 443);
    client.setUseClientMode(true);
    SSLEngine server = context(kind).createSSLEngine();
    server.setUseClientMode(false);
    try {
      return shakesHands(client, server);
    } catch (SSLException e) {
      if (isForTrust(e)) {
        return false;
      }
      throw new GeneralSecurityException(e);
    }
  }

  /** The JDK looks at algorithms itself, also behind a trust manager that takes all. */
  private static boolean isForTrust(Throwable failure) {
    boolean certificate = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertPathValidatorException path
          && path.getReason() == BasicReason.ALGORITHM_CONSTRAINED) {
        return false;
      }
      certificate |= cause instanceof CertificateException;
    }
    return certificate;
  }

  private static SSLContext context(SelfSigned.Kind kind) throws GeneralSecurityException {
    KeyPair pair = kind.pair();
    char[] none = new char[0];
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, none);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    Certificate certificate = SelfSigned.certificate(kind, pair, NAME);
    store.setKeyEntry("own", pair.getPrivate(), none, new Certificate[] {certificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, none);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static boolean shakesHands(SSLEngine client, SSLEngine server) throws SSLException {
    ByteBuffer toServer = ByteBuffer.allocate(64 * 1024);
    ByteBuffer toClient = ByteBuffer.allocate(64 * 1024);
    for (int step = 0; step < MOST_STEPS; step++) {
      boolean clientDone = advance(client, toClient, toServer);
      boolean serverDone = advance(server, toServer, toClient);
      if (clientDone || serverDone) {
        return true;
      }
    }
    throw new SSLException("The handshake does not end");
  }

  /** Whether it has finished. */
  private static boolean advance(SSLEngine engine, ByteBuffer in, ByteBuffer out)
      throws SSLException {
    runTasks(engine);
    SSLEngineResult.HandshakeStatus status = engine.getHandshakeStatus();
    SSLEngineResult result;
    if (status == SSLEngineResult.HandshakeStatus.NEED_UNWRAP) {
      in.flip();
      result = engine.unwrap(in, ByteBuffer.allocate(64 * 1024));
      in.compact();
    } else {
      result = engine.wrap(ByteBuffer.allocate(0), out);
    }
    runTasks(engine);
    return result.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.FINISHED;
  }

  private static void runTasks(SSLEngine engine) {
    Runnable task = engine.getDelegatedTask();
    while (task != null) {
      task.run();
      task = engine.getDelegatedTask();
    }
  }
}
