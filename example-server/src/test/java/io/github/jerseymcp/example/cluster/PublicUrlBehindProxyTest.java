package io.github.jerseymcp.example.cluster;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** Behind a proxy, with the origin fixed. */
@Tag("once")
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
