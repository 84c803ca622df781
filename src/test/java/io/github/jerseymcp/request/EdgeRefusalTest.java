package io.github.jerseymcp.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.edge.EdgeFault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The status of each refusal of the edge; CheckEdgeTest has what is refused. */
class EdgeRefusalTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "HOST_NOT_ALLOWED, 421",
    "ORIGIN_NOT_ALLOWED, 403",
    "BODY_TOO_LARGE, 413",
    "HEADERS_TOO_LARGE, 431",
    "MALFORMED_CONTENT_LENGTH, 400"
  })
  void hasItsStatusAndNoChallenge(EdgeFault fault, int status) {
    assertThat(EdgeRefusal.of(fault).reason().status()).isEqualTo(status);
    assertThat(EdgeRefusal.of(fault).challenges()).isEmpty();
  }
}
