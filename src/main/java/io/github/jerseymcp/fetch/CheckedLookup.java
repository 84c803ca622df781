package io.github.jerseymcp.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Looks a host up once, and hands out its addresses only if the policy admits all of them: whoever
 * connects, connects to what was checked.
 */
final class CheckedLookup {

  /** All addresses of a host. */
  @FunctionalInterface
  interface Lookup {

    InetAddress[] of(String host) throws UnknownHostException;
  }

  /** A host with an address that is not admitted; nothing may connect. */
  static final class RefusedHostException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  private final FetchPolicy policy;
  private final Lookup lookup;

  CheckedLookup(FetchPolicy policy, Lookup lookup) {
    this.policy = policy;
    this.lookup = lookup;
  }

  InetAddress[] addresses(String host) throws UnknownHostException {
    InetAddress[] found = lookup.of(host);
    // An IPv6 address comes here without its brackets.
    String text = host.indexOf(':') < 0 ? host : "[" + host + "]";
    for (InetAddress address : found) {
      if (!policy.admits(text, address)) {
        throw new RefusedHostException();
      }
    }
    return found;
  }
}
