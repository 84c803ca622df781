package io.github.jerseymcp.config;

import io.github.jerseymcp.fetch.IssuerConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How one issuer is reached, as properties say it. */
final class WrittenConnection {

  private static final String PROXY = "proxy";
  private static final String TIMEOUT = "fetch-timeout-seconds";
  private static final String PLAIN_HTTP = "plain-http-to";
  private static final Pattern HOST_AND_PORT = Pattern.compile("([^:/\\s]+):(\\d{1,5})");

  private WrittenConnection() {}

  /** What can be set. */
  static List<String> settings() {
    return List.of(PROXY, TIMEOUT, PLAIN_HTTP);
  }

  /** What these properties say; empty if they say nothing of it. */
  static Optional<IssuerConnection> read(Map<String, PropertyValue> values) {
    if (settings().stream().noneMatch(values::containsKey)) {
      return Optional.empty();
    }
    IssuerConnection connection = IssuerConnection.defaults();
    PropertyValue proxy = values.get(PROXY);
    if (proxy != null) {
      Matcher written = HOST_AND_PORT.matcher(proxy.text());
      if (written.matches()) {
        int port = Integer.parseInt(written.group(2));
        connection = connection.withProxy(written.group(1), port);
      } else {
        proxy.mustBe("a host and its port, such as proxy.example.com:3128");
      }
    }
    PropertyValue timeout = values.get(TIMEOUT);
    if (timeout != null) {
      connection = connection.withTimeout(timeout.seconds());
    }
    PropertyValue plain = values.get(PLAIN_HTTP);
    return Optional.of(plain == null ? connection : connection.withPlainHttpTo(plain.list()));
  }
}
