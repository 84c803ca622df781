package io.github.jerseymcp.client.signin;

import java.io.IOException;
import java.net.URI;

/** Shows a page to the user. Must be thread-safe. */
@FunctionalInterface
public interface UserAgent {

  /**
   * Opens an address that was checked to be https, or http on loopback, and returns at once.
   *
   * @throws IOException if nothing can show it
   */
  void open(URI address) throws IOException;

  /** The browser of this desktop, started without a shell. */
  static UserAgent systemBrowser() {
    return new SystemBrowser();
  }
}
