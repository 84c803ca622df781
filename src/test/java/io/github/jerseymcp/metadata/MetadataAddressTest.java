package io.github.jerseymcp.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.edge.PublicOrigin;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataAddressTest {

  private static final PublicOrigin ORIGIN = PublicOrigin.of("https://h");

  @ParameterizedTest(name = "PRM-02: {0}")
  @CsvSource({
    "https://h, https://h/.well-known/oauth-protected-resource",
    "https://h/, https://h/.well-known/oauth-protected-resource",
    "https://h/mcp, https://h/.well-known/oauth-protected-resource/mcp",
    "https://h/mcp/, https://h/.well-known/oauth-protected-resource/mcp/",
    "https://h/a/b/mcp, https://h/.well-known/oauth-protected-resource/a/b/mcp",
    "https://h:8443/mcp, https://h:8443/.well-known/oauth-protected-resource/mcp",
    "https://h/m%2Fp, https://h/.well-known/oauth-protected-resource/m%2Fp",
    "https://h?tenant=a, https://h/.well-known/oauth-protected-resource?tenant=a",
    "https://h/?tenant=a, https://h/.well-known/oauth-protected-resource?tenant=a",
    "https://h/mcp?tenant=a, https://h/.well-known/oauth-protected-resource/mcp?tenant=a",
    "https://H:443/mcp, https://H:443/.well-known/oauth-protected-resource/mcp",
    "http://localhost:1/mcp, http://localhost:1/.well-known/oauth-protected-resource/mcp"
  })
  void insertsTheWellKnownPathAndTouchesNothingElse(String resource, String url) {
    assertThat(MetadataAddress.of(resource)).isEqualTo(url);
  }

  @ParameterizedTest(name = "PRM-01: {0}")
  @ValueSource(
      strings = {
        "/mcp",
        "h/mcp",
        "https:/h/mcp",
        "https:///mcp",
        "https://h/mcp#x",
        "https://h#x",
        "https://user@h/mcp",
        "http://h/mcp",
        "urn:example:mcp",
        ""
      })
  void refusesWhatIsNoResourceIdentifier(String resource) {
    assertThatThrownBy(() -> MetadataAddress.of(resource))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest(name = "PRM-04: base path {0}, host root mounted {1}, path {2}")
  @CsvSource({
    "'', true, /mcp, https://h/.well-known/oauth-protected-resource/mcp, https://h/mcp",
    "'', false, /mcp, https://h/.well-known/oauth-protected-resource/mcp, https://h/mcp",
    "/, false, /mcp, https://h/.well-known/oauth-protected-resource/mcp, https://h/mcp",
    "'', true, '', https://h/.well-known/oauth-protected-resource, https://h",
    "/api, false, /mcp, https://h/api/.well-known/oauth-protected-resource/mcp, https://h/api/mcp",
    "/api/, false, /mcp, https://h/api/.well-known/oauth-protected-resource/mcp, https://h/api/mcp",
    "/a/b, false, /mcp, https://h/a/b/.well-known/oauth-protected-resource/mcp, https://h/a/b/mcp",
    "/api, true, /mcp, https://h/.well-known/oauth-protected-resource/api/mcp, https://h/api/mcp",
    "/api, false, '', https://h/api/.well-known/oauth-protected-resource, https://h/api",
    "/api, true, '', https://h/.well-known/oauth-protected-resource/api, https://h/api",
    "'', true, /t/m%2Fp, https://h/.well-known/oauth-protected-resource/t/m%2Fp, https://h/t/m%2Fp"
  })
  void pointsWhereTheDocumentReallyIs(
      String basePath, boolean mounted, String path, String url, String identifier) {
    MetadataAddress address = new MetadataAddress(basePath, mounted);

    assertThat(address.documentUrl(ORIGIN, path)).isEqualTo(url);
    assertThat(address.identifier(ORIGIN, path)).isEqualTo(identifier);
    assertThat(address.resourcePath(url.substring("https://h".length()))).contains(path);
    if (mounted) {
      assertThat(MetadataAddress.of(identifier)).isEqualTo(url);
    }
  }

  @ParameterizedTest(name = "PRM-03: base path {0}, host root mounted {1}, request {2}")
  @CsvSource({
    "'', false, /.well-known/oauth-protected-resource, ''",
    "'', false, /.well-known/oauth-protected-resource/, /",
    "'', false, /.well-known/oauth-protected-resource/a%2Fb, /a%2Fb",
    "'', false, /.well-known/oauth-protected-resources, none",
    "'', false, /.well-known/oauth-authorization-server, none",
    "'', false, /mcp, none",
    "/api, false, /.well-known/oauth-protected-resource/api/mcp, none",
    "/api, true, /.well-known/oauth-protected-resource/api/mcp, /mcp",
    "/api, true, /.well-known/oauth-protected-resource/apix, none",
    "/api, true, /.well-known/oauth-protected-resource/mcp, none",
    "/api, true, /.well-known/oauth-protected-resource, ''",
    "/api, true, /api/.well-known/oauth-protected-resource/mcp, /mcp"
  })
  void knowsWhichResourceADocumentRequestIsFor(
      String basePath, boolean mounted, String request, String path) {
    Optional<String> expected = path.equals("none") ? Optional.empty() : Optional.of(path);

    assertThat(new MetadataAddress(basePath, mounted).resourcePath(request)).isEqualTo(expected);
  }

  @Test
  void refusesABasePathWithoutSlash() {
    assertThatThrownBy(() -> new MetadataAddress("api", false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(MetadataAddress.atHostRoot()).isEqualTo(new MetadataAddress("", true));
  }
}
