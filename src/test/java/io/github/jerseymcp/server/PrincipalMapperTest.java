package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.PrincipalMapper;
import io.github.jerseymcp.testing.Answer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The application's own say in who may call. */
class PrincipalMapperTest {

  record User(String name) {}

  @Path("/mcp")
  @McpProtected
  public static class Mcp extends ApplicationCode {
    @GET
    public String get(@Context McpPrincipal caller) {
      return caller.user(User.class).name();
    }

    @GET
    @Path("other-type")
    public String otherType(@Context McpPrincipal caller) {
      try {
        return caller.user(String.class);
      } catch (ClassCastException e) {
        return "ClassCastException";
      }
    }
  }

  static Stream<Arguments> denying() {
    return Stream.of(
        Arguments.of("empty", (PrincipalMapper) (claims, sender) -> Optional.empty()),
        Arguments.of("null", (PrincipalMapper) (claims, sender) -> null),
        Arguments.of(
            "an exception",
            (PrincipalMapper)
                (claims, sender) -> {
                  throw new IllegalArgumentException("No user " + claims.get("sub"));
                }),
        Arguments.of(
            "claims cannot be changed",
            (PrincipalMapper) (claims, sender) -> Optional.ofNullable(claims.remove("sub"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("denying")
  void deniesWithoutSayingWhy(String name, PrincipalMapper mapper) {
    int before = ApplicationCode.COUNT.get();
    Answer answer = call(mapper, "/mcp");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.challenge())
        .isEqualTo(
            "Bearer error=\"invalid_token\", resource_metadata=\"https://mcp.example.com"
                + "/.well-known/oauth-protected-resource/mcp\"");
    assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_token\"}");
    assertThat(ApplicationCode.COUNT).hasValue(before);
  }

  @Test
  void handsOutTheUserOfTheApplication() {
    PrincipalMapper mapper =
        (claims, sender) -> Optional.of(new User("user of " + claims.get("sub")));

    assertThat(call(mapper, "/mcp").body()).isEqualTo("user of alice");
    assertThat(call(mapper, "/mcp/other-type").body()).isEqualTo("ClassCastException");
  }

  private static Answer call(PrincipalMapper mapper, String path) {
    return Fixture.start(Fixture.config().principalMapper(mapper), Mcp.class)
        .call("GET", path)
        .bearer(Fixture.token("/mcp").sign())
        .send();
  }
}
