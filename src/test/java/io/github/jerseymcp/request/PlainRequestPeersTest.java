package io.github.jerseymcp.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.testsupport.LogFile;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.junit.jupiter.api.Test;

/** Of whom the log says that a request of theirs came over plain http, where peers are known. */
class PlainRequestPeersTest {

  private static final String SAID = "a request has come over plain http";

  private final PlainRequests requests =
      new PlainRequests(
          Settings.of(
              McpSecurityConfig.builder("https://mcp.example.com")
                  .issuer("https://as.example.com")
                  .rates(rates -> rates.withProxies("192.0.2.0/28"))
                  .build()));

  @Test
  void saysNothingOfAProxyThatIsNamedAndOfAllOthersOnce() throws UnknownHostException {
    assertThat(saidOf("192.0.2.7")).isFalse();
    assertThat(saidOf("127.0.0.1")).isFalse();
    assertThat(saidOf("192.0.2.99")).as("nobody who is named").isTrue();
    assertThat(saidOf("192.0.2.99")).as("once").isFalse();
  }

  private boolean saidOf(String address) throws UnknownHostException {
    long start = LogFile.size();
    URI base = URI.create("http://mcp.example.com/");
    requests.note(
        new ContainerRequest(base, base, "GET", null, new MapPropertiesDelegate(), null),
        Optional.of(InetAddress.getByName(address)));
    return LogFile.from(start).contains(SAID);
  }
}
