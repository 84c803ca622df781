package io.github.jerseymcp.example.cluster;

import java.net.URI;
import java.util.List;

/** Behind a proxy, with the origin that it forwards. */
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
