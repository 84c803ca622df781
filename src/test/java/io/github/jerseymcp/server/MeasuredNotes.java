package io.github.jerseymcp.server;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.event.SecurityEventListener;
import io.github.jerseymcp.testing.InProcess;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.glassfish.jersey.server.ResourceConfig;

/** A protected resource whose decisions somebody is told. */
@Path("/measured")
@McpProtected
public class MeasuredNotes {

  @GET
  @Path("{id}")
  public String read(@PathParam("id") String id) {
    return id;
  }

  public static InProcess start(SecurityEventListener listener) {
    return InProcess.start(
        new ResourceConfig(MeasuredNotes.class)
            .register(
                McpSecurityFeature.create(
                    Fixture.config().events(events -> events.withListener(listener)).build())),
        Fixture.ORIGIN + "/");
  }

  public static String token() {
    return Fixture.token("/measured").sign();
  }

  /** What a good and a bad request get, and whether anything is measured. */
  public static String answers() {
    ResourceConfig application =
        new ResourceConfig(MeasuredNotes.class)
            .register(
                McpSecurityFeature.create(
                    Fixture.config().events(events -> events.withListener(event -> {})).build()));
    InProcess server = InProcess.start(application, Fixture.ORIGIN + "/");
    return server.call("GET", "/measured/1").bearer(token()).send().status()
        + " "
        + server.call("GET", "/measured/1").send().status()
        + " "
        + !McpSecurity.of(application).measures().isEmpty();
  }
}
