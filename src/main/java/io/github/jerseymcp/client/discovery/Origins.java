package io.github.jerseymcp.client.discovery;

import io.github.jerseymcp.fetch.SecureAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Compares addresses by scheme, host and port. */
public final class Origins {

  private Origins() {}

  /** An address that may be asked at all: https, or http on loopback, without user and fragment. */
  public static Optional<URI> address(String text) {
    return SecureAddress.isSecureWithQuery(text) ? Optional.of(URI.create(text)) : Optional.empty();
  }

  /** Whether a text is an origin as {@link #of} writes it. */
  public static boolean isOrigin(String text) {
    return address(text).filter(address -> of(address).equals(text)).isPresent();
  }

  /** Scheme, host and port, in lower case and without a default port. */
  public static String of(URI address) {
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    int port = address.getPort();
    boolean usual = port < 0 || port == (scheme.equals("https") ? 443 : 80);
    return scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + port);
  }
}
