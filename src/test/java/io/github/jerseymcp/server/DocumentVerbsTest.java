package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No verb on the address of a document reaches the application, whatever paths that has. */
class DocumentVerbsTest {

  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";
  private static final InProcess SERVER =
      Fixture.start(Root.class, Project.class, Anything.class, OpenAnything.class);

  @Path("/")
  @McpProtected
  public static class Root {
    @GET
    public String get() {
      return "root";
    }
  }

  @Path("/{organisation}/{project}/mcp")
  @McpProtected
  public static class Project extends ApplicationCode {
    @POST
    public String post() {
      return "project";
    }

    @PUT
    public String put() {
      return "project";
    }
  }

  @Path("/{any: .*}")
  @McpProtected
  public static class Anything extends ApplicationCode {
    @DELETE
    public String delete() {
      return "anything";
    }
  }

  @Path("/{any: .+}")
  public static class OpenAnything extends ApplicationCode {
    @PATCH
    @McpPublic
    public String patch() {
      return "open";
    }
  }

  @BeforeEach
  void forget() {
    ApplicationCode.COUNT.set(0);
  }

  @ParameterizedTest(name = "PRM-05 {0} {1}")
  @CsvSource({
    "POST, ''",
    "POST, /",
    "POST, /mcp",
    "PUT, /mcp",
    "DELETE, ''",
    "DELETE, /acme/notes/mcp",
    "PATCH, /mcp",
    "PROPFIND, /mcp"
  })
  void onlyReadingIsAllowed(String verb, String suffix) {
    Answer answer = SERVER.call(verb, WELL_KNOWN + suffix).send();

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.all("WWW-Authenticate")).isEmpty();
    assertThat(ApplicationCode.COUNT).hasValue(0);
  }
}
