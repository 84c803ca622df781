package io.github.jerseymcp.example.cluster;

import java.util.List;

/** Behind a proxy, with the origin fixed. */
final class PublicUrlBehindProxyTest extends BehindProxyRules {

  @Override
  List<String> originOptions(String publicUrl) {
    return List.of("--public-url", publicUrl);
  }

  @Override
  int directStatus() {
    return 401;
  }
}
