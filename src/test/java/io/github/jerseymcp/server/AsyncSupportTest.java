package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.testsupport.http.RawHttp;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;

/** A servlet that was not declared with {@code async-supported} gets a constant answer. */
class AsyncSupportTest {

  @Path("/later")
  @McpProtected
  public static class Later {
    @GET
    public void get(@Suspended AsyncResponse response) {
      response.resume("done");
    }
  }

  @Test
  void answersWithAConstantWhereAsyncIsNotSupportedF16() {
    ResourceConfig application =
        new ResourceConfig(Later.class)
            .register(
                McpSecurityFeature.create(
                    Fixture.config().edge(edge -> edge.withAllowedHosts("127.0.0.1")).build()));
    try (Deployment server = Deployment.tomcat(application, "", "")) {
      for (int i = 0; i < 2; i++) {
        RawHttp.Raw answer = server.get("/later", Fixture.token("/later").sign());
        assertThat(answer.toString())
            .contains("HTTP/1.1 500", "This server is not set up to answer this request")
            .doesNotContain("Exception", "org.glassfish");
      }
    }
  }
}
