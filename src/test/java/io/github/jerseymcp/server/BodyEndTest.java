package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.testing.InProcess;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that is left half read holds nothing when its request has ended, however it ended. */
class BodyEndTest {

  @Path("/mcp")
  @McpProtected
  public static class Half {

    @POST
    @Path("filter-fails")
    public int filterFails(InputStream body) throws IOException {
      return body.readNBytes(2).length;
    }

    @POST
    @Path("read-while-written")
    public StreamingOutput readWhileWritten(InputStream body) {
      return answer -> {
        answer.write('x');
        answer.flush();
        body.readNBytes(2);
      };
    }

    @POST
    @Path("mapper-fails")
    public int mapperFails(InputStream body) throws IOException {
      body.readNBytes(2);
      throw new IllegalCallerException();
    }

    @POST
    @Path("fails")
    public int fails(InputStream body) throws IOException {
      body.readNBytes(2);
      throw new StackOverflowError();
    }

    @POST
    @Path("cancelled")
    public void cancelled(InputStream body, @Suspended AsyncResponse answer) throws IOException {
      body.readNBytes(2);
      answer.cancel();
    }

    @POST
    @Path("read-after-answer")
    public void readAfterAnswer(InputStream body, @Suspended AsyncResponse answer) {
      answer.resume("early");
      CompletableFuture.runAsync(
              () -> {
                try {
                  body.readNBytes(2);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .join();
    }
  }

  static class FailingFilter implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
      if (request.getUriInfo().getPath().endsWith("filter-fails")) {
        throw new IllegalStateException("a filter of the application's");
      }
    }
  }

  static class FailingMapper implements ExceptionMapper<IllegalCallerException> {
    @Override
    public Response toResponse(IllegalCallerException exception) {
      throw new IllegalStateException("a mapper of the application's");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filter-fails",
        "read-while-written",
        "mapper-fails",
        "fails",
        "cancelled",
        "read-after-answer"
      })
  void givesBackWhatItHoldsL03(String way) {
    StartedSecurity security = new StartedSecurity();
    InProcess application =
        InProcess.start(
            new ResourceConfig(Half.class)
                .register(McpSecurityFeature.create(Fixture.config().build()))
                .register(security)
                .register(new FailingFilter())
                .register(new FailingMapper()),
            Fixture.ORIGIN + "/");

    try {
      application
          .call("POST", "/mcp/" + way)
          .bearer(Fixture.token("/mcp").sign())
          .body("text/plain", "eight by")
          .send();
    } catch (RuntimeException e) {
      // Jersey hands the failure of a response filter to the container.
      assertThat(way).isEqualTo("filter-fails");
    }

    assertThat(security.get().accounts().heldByAll(Holding.BODIES)).isZero();
    assertThat(security.get().accounts().heldByAll(Holding.REQUEST_BYTES)).isZero();
  }
}
