package io.github.jerseymcp.container;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.glassfish.hk2.api.ServiceLocator;
import org.jspecify.annotations.Nullable;

/** Asks a servlet container for the address of the connection, and what it can do. */
public final class ServletPeer {

  private static final boolean JERSEY_IS_COMPLETE =
      isPresent("org.glassfish.jersey.servlet.async.AsyncContextDelegateProviderImpl");

  private ServletPeer() {}

  public static Optional<InetAddress> of(ServiceLocator services) {
    @Nullable HttpServletRequest request = services.getService(HttpServletRequest.class);
    if (request == null) {
      return Optional.empty();
    }
    String address = request.getRemoteAddr();
    boolean literal = address != null && (address.indexOf(':') >= 0 || isDotted(address));
    try {
      return literal ? Optional.of(InetAddress.getByName(address)) : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether the request may be answered later; it may where there is no servlet container. */
  public static boolean supportsAsync(ServiceLocator services) {
    @Nullable HttpServletRequest request = services.getService(HttpServletRequest.class);
    return request == null || (request.isAsyncSupported() && JERSEY_IS_COMPLETE);
  }

  /** Jersey's servlet module is in two parts, of which the core cannot suspend a request. */
  private static boolean isPresent(String type) {
    try {
      Class.forName(type, false, ServletPeer.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** A name would be looked up, so only what is an address is passed on. */
  private static boolean isDotted(String address) {
    return address.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }
}
