package io.github.jerseymcp.example.doctor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://203.0.113.7/document",
        "https://127.0.0.1/document",
        "https://10.0.0.1/document",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/document",
        "https://[fd00::1]/document",
        "https://100.64.0.1/document",
        "https://user@203.0.113.8/document",
        "file:///etc/passwd",
        "no address"
      })
  void anEndpointOfAStrangerLeadsTheDoctorNowhereElse(String address) {
    assertThat(Target.of("https://203.0.113.7/mcp").orElseThrow().advertised(address)).isEmpty();
  }

  @Test
  void anEndpointMayNameWhatIsAsFarAwayAsItself() {
    assertThat(
            Target.of("https://203.0.113.7/mcp").orElseThrow().advertised("https://203.0.113.8/"))
        .isPresent();
    assertThat(Target.of("https://10.0.0.1/mcp").orElseThrow().advertised("https://10.0.0.2/"))
        .isPresent();
    assertThat(Target.of("http://127.0.0.1/mcp").orElseThrow().advertised("http://127.0.0.1:81/"))
        .isPresent();
  }

  @Test
  void knowsAnOriginInEachSpelling() {
    Target target = Target.of("https://203.0.113.7/mcp").orElseThrow();

    assertThat(target.isSameOrigin(target.at("/other"))).isTrue();
    assertThat(target.isSameOrigin(URI.create("HTTPS://203.0.113.7:443/x"))).isTrue();
    assertThat(target.isSameOrigin(URI.create("http://203.0.113.7/mcp"))).isFalse();
    assertThat(target.isSameOrigin(URI.create("https://203.0.113.7:8443/"))).isFalse();
  }
}
