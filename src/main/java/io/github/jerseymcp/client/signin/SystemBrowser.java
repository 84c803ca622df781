package io.github.jerseymcp.client.signin;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Starts what a desktop opens addresses with. No shell reads the address. */
final class SystemBrowser implements UserAgent {

  @Override
  public void open(URI address) throws IOException {
    new ProcessBuilder(command(System.getProperty("os.name", ""), address.toASCIIString()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  static List<String> command(String system, String address) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return List.of("rundll32", "url.dll,FileProtocolHandler", address);
    }
    return List.of(name.startsWith("mac") ? "open" : "xdg-open", address);
  }
}
