package io.github.jerseymcp.config;

import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the transport must be like for what is promised to clients: found wrong before the start, or
 * told in its report.
 */
public final class TransportRules {

  /** Broken or deprecated (RFC 7568, RFC 8996). */
  private static final List<String> WEAK = List.of("SSLv3", "TLSv1", "TLSv1.1");

  private TransportRules() {}

  /** What is asked for and can never be; with any of it the start fails. */
  static List<String> problems(OriginSetting origin, SenderSettings senders) {
    if (!fromConnection(senders)) {
      return List.of();
    }
    if (origin instanceof OriginSetting.Forwarded) {
      return List.of(
          "the certificate of the connection is that of the proxy, which ends TLS: take the client's"
              + " from the field that it sets, with ClientCertificates.ofProxy");
    }
    return senders.certificateRequired() && isPlain(origin)
        ? List.of(
            "client certificates are required of the connection, and publicOrigin is plain http, by"
                + " which none can come: serve https")
        : List.of();
  }

  /** How TLS is ended as far as the settings say it, in one line. */
  public static String told(Settings settings) {
    return told(settings, weakProtocols(Security.getProperty("jdk.tls.disabledAlgorithms")));
  }

  static String told(Settings settings, List<String> weak) {
    List<String> parts = new ArrayList<>();
    if (settings.origin() instanceof OriginSetting.Forwarded) {
      parts.add("ended by the trusted proxies");
    } else if (isPlain(settings.origin())) {
      parts.add("none, for clients on this machine alone");
      if (fromConnection(settings.senders())) {
        parts.add("so that no client certificate can come");
      }
    } else {
      parts.add(
          settings.proxies().isEmpty()
              ? "promised to clients, and to be ended here or at a proxy"
              : "promised to clients, and ended at the named proxies or here");
    }
    if (!weak.isEmpty()) {
      parts.add(
          "NOT SAFE: the Java runtime allows "
              + String.join(" ", weak)
              + ", add them to jdk.tls.disabledAlgorithms");
    }
    return String.join(", ", parts);
  }

  /**
   * The weak protocols that a runtime allows.
   *
   * @param disabled its security property {@code jdk.tls.disabledAlgorithms}; null for none
   */
  static List<String> weakProtocols(@Nullable String disabled) {
    List<String> named =
        Arrays.stream((disabled == null ? "" : disabled).split(","))
            .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
            .toList();
    return WEAK.stream()
        .filter(protocol -> !named.contains(protocol.toLowerCase(Locale.ROOT)))
        .toList();
  }

  private static boolean fromConnection(SenderSettings senders) {
    return senders.certificates().filter(ConnectionCertificate.class::isInstance).isPresent();
  }

  private static boolean isPlain(OriginSetting origin) {
    return origin.prefix().regionMatches(true, 0, "http://", 0, 7);
  }
}
