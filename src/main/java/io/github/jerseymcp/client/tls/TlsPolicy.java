package io.github.jerseymcp.client.tls;

import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Whom a client trusts as a server, and which certificate it shows (RFC 8705). Chains, names and
 * dates of servers are always checked, by TLS 1.2 or 1.3: a policy adds anchors of trust, and
 * nothing takes a check away. Immutable and thread-safe; make one for all users. Nothing is checked
 * before {@link #problems}.
 */
public final class TlsPolicy {

  private final SSLContext anchors;
  private final Optional<SSLContext> certificate;
  private final boolean system;

  private TlsPolicy(SSLContext anchors, Optional<SSLContext> certificate, boolean system) {
    this.anchors = anchors;
    this.certificate = certificate;
    this.system = system;
  }

  /** Trusts whom the process trusts, by {@link SSLContext#getDefault}. */
  public static TlsPolicy system() {
    try {
      return new TlsPolicy(SSLContext.getDefault(), Optional.empty(), true);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime has no TLS", e);
    }
  }

  /**
   * Trusts whom this context trusts, such as one that was made of a company's own anchors. It is
   * for all that is asked: keep the keys of the client out of it, and in {@link #withCertificate}.
   */
  public static TlsPolicy trusting(SSLContext context) {
    return new TlsPolicy(context, Optional.empty(), false);
  }

  /**
   * Shows a certificate of the client to two parties alone: to the MCP server, and to the endpoints
   * of its authorization server where the client authenticates with it or where tokens are bound to
   * it. Others, who may have been named by a stranger, do not see it.
   *
   * @param context one with the key and the certificate, and with the anchors of trust for both
   */
  public TlsPolicy withCertificate(SSLContext context) {
    return new TlsPolicy(anchors, Optional.of(context), false);
  }

  /** One sentence for each mistake: a context that would trust anybody, most of all. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    CheckContext.fault(anchors)
        .ifPresent(fault -> problems.add("tls: the context of its anchors " + fault));
    certificate
        .flatMap(CheckContext::fault)
        .ifPresent(fault -> problems.add("tls: the context of its certificate " + fault));
    return problems;
  }

  /** Whether it is {@link #system}, unchanged. */
  public boolean isSystem() {
    return system;
  }

  /** The context without a certificate of the client. */
  public SSLContext anchors() {
    return anchors;
  }

  /** The context with a certificate of the client, if it has one. */
  public Optional<SSLContext> certificate() {
    return certificate;
  }

  /** The context for the MCP server, also for a client of JAX-RS other than Jersey's. */
  public SSLContext forServer() {
    return certificate.orElse(anchors);
  }
}
