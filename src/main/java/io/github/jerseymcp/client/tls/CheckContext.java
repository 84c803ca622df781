package io.github.jerseymcp.client.tls;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Tells whether a TLS context checks servers. What trusts it cannot be seen, so it is tried: in
 * memory, it meets a server whose certificate nobody has signed. A context is tried once.
 */
public final class CheckContext {

  /** The versions of TLS that a client speaks. */
  private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

  private static final Map<SSLContext, Optional<String>> FAULTS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private CheckContext() {}

  /** What is wrong with a context, for behind "the context"; empty if it checks servers. */
  public static Optional<String> fault(SSLContext context) {
    return FAULTS.computeIfAbsent(context, CheckContext::tried);
  }

  /** Whether a context would speak other versions than TLS 1.2 and 1.3 of its own accord. */
  public static boolean speaksOldVersions(SSLContext context) {
    return !VERSIONS.containsAll(Arrays.asList(context.getDefaultSSLParameters().getProtocols()));
  }

  /** Those of a context, in the versions that are spoken. */
  public static SSLParameters parameters(SSLContext context) {
    SSLParameters parameters = context.getDefaultSSLParameters();
    List<String> supported = Arrays.asList(context.getSupportedSSLParameters().getProtocols());
    parameters.setProtocols(VERSIONS.stream().filter(supported::contains).toArray(String[]::new));
    return parameters;
  }

  /**
   * What is wrong with parameters of an application, for behind "The TLS parameters"; empty if
   * nothing is.
   */
  public static Optional<String> fault(SSLParameters parameters) {
    String[] protocols = parameters.getProtocols();
    if (protocols != null && !VERSIONS.containsAll(Arrays.asList(protocols))) {
      return Optional.of("name another version than TLS 1.2 and 1.3");
    }
    String[] suites = parameters.getCipherSuites();
    boolean open =
        suites != null
            && Arrays.stream(suites)
                .anyMatch(suite -> suite.contains("_anon_") || suite.contains("_NULL_"));
    return open
        ? Optional.of("name a cipher suite without certificates or without encryption")
        : Optional.empty();
  }

  private static Optional<String> tried(SSLContext context) {
    try {
      return UntrustedServer.isTrustedBy(context)
          ? Optional.of("trusts a certificate that nobody has signed, so it checks nothing")
          : Optional.empty();
    } catch (GeneralSecurityException | RuntimeException e) {
      return Optional.of(
          "cannot be tried, so nobody knows whether it checks anything: it trusts nobody at all if its"
              + " trust store is empty, as one of PKCS12 is without its password");
    }
  }
}
