package io.github.jerseymcp.client;

import io.github.jerseymcp.client.tls.TlsPolicy;
import io.github.jerseymcp.testsupport.cert.TestAuthority;
import java.security.SecureRandom;
import java.security.Security;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** A process whose runtime forbids algorithms beside those that the JDK does. */
final class StrictRuntimeProcess {

  private StrictRuntimeProcess() {}

  /**
   * Prints what is wrong with a context that trusts anybody, one that trusts an authority, and the
   * process's own.
   */
  public static void main(String[] arguments) throws Exception {
    // Before the JDK looks at it, once.
    Security.setProperty(arguments[0], arguments[1] + ", " + Security.getProperty(arguments[0]));
    SSLContext open = SSLContext.getInstance("TLS");
    open.init(null, new TrustManager[] {new TlsTest.TrustsAnybody()}, new SecureRandom());
    System.out.println("open " + TlsPolicy.trusting(open).problems());
    System.out.println(
        "own " + TlsPolicy.trusting(new TestAuthority("authority").trusting()).problems());
    System.out.println("system " + TlsPolicy.system().problems());
    System.exit(0);
  }
}
