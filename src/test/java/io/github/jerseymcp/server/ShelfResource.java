package io.github.jerseymcp.server;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.RequiresScopes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** A protected resource whose methods need scopes of each kind. */
@Path("/shelf")
@McpProtected(scopes = "shelf:open")
public class ShelfResource {

  @GET
  @RequiresScopes("read")
  public String read(@Context McpPrincipal caller) {
    return caller.issuer() + " " + caller.subject() + " " + caller.clientId().orElse("");
  }

  @PUT
  @RequiresScopes({"a", "b"})
  public String both() {
    return "both";
  }

  @DELETE
  @RequiresScopes("admin")
  @RequiresScopes({"read", "write"})
  public String either() {
    return "either";
  }

  /** Everything about the request that other code of the application could come across. */
  @POST
  @Path("state")
  public String state(@Context ContainerRequestContext request, @Context SecurityContext security) {
    StringBuilder state = new StringBuilder();
    for (String name : request.getPropertyNames()) {
      state.append(name).append('=').append(request.getProperty(name)).append('\n');
    }
    return state.append(security.getUserPrincipal()).append(security).toString();
  }

  @POST
  @Path("fails")
  public String fails() {
    throw new IllegalStateException("the password is 42");
  }

  @POST
  @Path("forbidden")
  public Response forbidden() {
    return Response.status(Response.Status.FORBIDDEN).build();
  }
}
