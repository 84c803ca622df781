package io.github.jerseymcp.example.cluster;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Behind a proxy, with the origin that it forwards. */
@Tag("once")
final class ForwardedOriginBehindProxyTest extends BehindProxyRules {

  @Override
  List<String> originOptions(String publicUrl) {
    return List.of("--allowed-host", URI.create(publicUrl).getAuthority());
  }

  @Override
  int directStatus() {
    return 421;
  }
}
