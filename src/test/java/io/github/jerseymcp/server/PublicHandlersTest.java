package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code @McpPublic} opens, and what it leaves closed. */
class PublicHandlersTest {

  private static final InProcess SERVER =
      Fixture.start(
          Mixed.class, Closed.class, OpenClass.class, Inheriting.class, Tenants.class, Acme.class);

  @Path("/mcp")
  @McpProtected
  public static class Mixed extends ApplicationCode {
    @GET
    @McpPublic
    public String get() {
      return "anybody";
    }

    @POST
    public String post() {
      return "caller";
    }

    @GET
    @Path("own-head")
    @McpPublic
    public String withHead() {
      return "anybody";
    }

    @HEAD
    @Path("own-head")
    public void head() {}

    @GET
    @Path("{id}")
    public String byId() {
      return "caller";
    }

    @POST
    @Path("{id}")
    @McpPublic
    public String postById() {
      return "anybody";
    }

    @GET
    @Path("health")
    @McpPublic
    public String health() {
      return "anybody";
    }

    @GET
    @Path("{number: [0-9]+}")
    @McpPublic
    public String byNumber() {
      return "anybody";
    }

    @POST
    @Path("text")
    @McpPublic
    public String text(String body) {
      return "anybody";
    }

    /**
     * More specific than what is below /mcp/closed, but never reached: Jersey goes to that root.
     */
    @GET
    @Path("closed/by/{id}")
    @McpPublic
    public String unreachable() {
      return "anybody";
    }
  }

  @Path("/mcp/closed")
  @McpProtected
  public static class Closed extends ApplicationCode {
    @GET
    @Path("{any: .+}")
    public String any() {
      return "caller";
    }
  }

  @Path("/mcp/open-class")
  @McpPublic
  public static class OpenClass {
    @GET
    public String get() {
      return "anybody";
    }

    @DELETE
    @Path("child")
    public String delete() {
      return "anybody";
    }
  }

  public abstract static class Opened extends ApplicationCode {
    @GET
    @McpPublic
    public String get() {
      return "anybody";
    }

    @POST
    @McpPublic
    public String post() {
      return "anybody";
    }
  }

  @Path("/inheriting")
  @McpProtected
  public static class Inheriting extends Opened {
    @Override
    @GET
    public String get() {
      return "caller";
    }

    @Override
    public String post() {
      return "anybody";
    }
  }

  @Path("/{tenant}")
  @McpProtected
  public static class Tenants extends ApplicationCode {
    @GET
    public String get(@Context McpPrincipal caller) {
      return "caller";
    }
  }

  @Path("/acme")
  public static class Acme {
    @GET
    @Path("logo")
    @McpPublic
    public String logo() {
      return "anybody";
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /mcp, anybody",
    "GET, /mcp/, anybody",
    "GET, /mcp;x=1, anybody",
    "HEAD, /mcp, anybody",
    "POST, /mcp, caller",
    "OPTIONS, /mcp, caller",
    "PUT, /mcp, caller",
    "get, /mcp, caller",
    "GET, /mcp/own-head, anybody",
    "HEAD, /mcp/own-head, caller",
    "GET, /mcp/health, anybody",
    "HEAD, /mcp/health, anybody",
    "GET, /mcp/health/x, caller",
    "POST, /mcp/any, anybody",
    "POST, /mcp/health, caller",
    "GET, /mcp/healthy, caller",
    "GET, /mcp/%68ealth, caller",
    "GET, //mcp/health, caller",
    "GET, /mcp/42, anybody",
    "GET, /mcp/x42, caller",
    "GET, /mcp/closed/by/1, caller",
    "GET, /mcp/open-class, anybody",
    "DELETE, /mcp/open-class/child, anybody",
    "GET, /mcp/open-class/child, caller",
    "GET, /inheriting, caller",
    "POST, /inheriting, anybody",
    "GET, /acme/logo, anybody",
    "GET, /acme, caller",
    "GET, /else, caller",
  })
  void opensThisPathAndThisVerbOnly(String method, String path, String who) {
    int before = ApplicationCode.COUNT.get();
    Answer answer = SERVER.call(method, path).send();
    if (who.equals("caller")) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(ApplicationCode.COUNT).hasValue(before);
    } else {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(method.equals("HEAD") ? "" : who);
    }
  }

  @Test
  void ignoresCredentialsThatAreSentToIt() {
    assertThat(SERVER.call("GET", "/mcp").bearer("garbage").send().body()).isEqualTo("anybody");
    assertThat(SERVER.call("GET", "/mcp").bearer("a").bearer("b").send().status()).isEqualTo(200);
  }
}
