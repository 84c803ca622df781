package io.github.jerseymcp.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two readings of a path: Jersey's own, and the most lenient one. */
class RequestPathTest {

  @ParameterizedTest(name = "[{0}]")
  @CsvSource({
    "mcp, /mcp, /mcp",
    "mcp/, /mcp/, /mcp",
    "/mcp, //mcp, /mcp",
    "mcp;x=y/sub;z, /mcp/sub, /mcp/sub",
    ";x/mcp, //mcp, /mcp",
    "mcp%3Bx=y, /mcp%3Bx=y, /mcp",
    "mcp%253Bx, /mcp%253Bx, /mcp",
    "mcp%2Fsub, /mcp%2Fsub, /mcp/sub",
    "mcp%25252Fsub, /mcp%25252Fsub, /mcp/sub",
    "mcp%5csub, /mcp%5csub, /mcp/sub",
    "x\\..\\mcp, /x\\..\\mcp, /mcp",
    "%6dcp, /%6dcp, /mcp",
    "./mcp, /./mcp, /mcp",
    "x/../../mcp, /x/../../mcp, /mcp",
    "x/%2e%2E/mcp, /x/%2e%2E/mcp, /mcp",
    "x/..;a/mcp, /x/../mcp, /mcp",
    "m%20cp, /m%20cp, /m%20cp",
    "m%e4, /m%e4, /m%EF%BF%BD",
    "m%C3%A4, /m%C3%A4, /m%C3%A4",
    "m%zz, /m%zz, /m%25zz",
  })
  void readsAPathAsJerseyAndAsTheMostLenientContainer(String raw, String matched, String lenient) {
    assertThat(RequestPath.of(raw)).isEqualTo(new RequestPath(matched, lenient));
  }

  @ParameterizedTest
  @CsvSource({
    "/, ''",
    "/api/, /api",
    "/%61pi/, /api",
    "//api//v1/, /api/v1",
    "/api;x=y/, /api",
    "/a/../api/, /api"
  })
  void spellsTheBaseInOneWay(String raw, String spelled) {
    assertThat(BasePath.of(raw)).isEqualTo(spelled);
  }
}
