package io.github.jerseymcp.example.authorization;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

/** Lets clients in browsers use every endpoint but the one that shows pages to users. */
@PreMatching
final class CrossOriginFilter implements ContainerRequestFilter, ContainerResponseFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    if (isForClients(request)
        && HttpMethod.OPTIONS.equals(request.getMethod())
        && request.getHeaderString("Access-Control-Request-Method") != null) {
      request.abortWith(
          Response.noContent()
              .header("Access-Control-Allow-Methods", "GET, POST")
              .header(
                  "Access-Control-Allow-Headers",
                  "Authorization, Content-Type, DPoP, MCP-Protocol-Version")
              .header("Access-Control-Max-Age", "600")
              .build());
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (isForClients(request)) {
      MultivaluedMap<String, Object> headers = response.getHeaders();
      headers.putSingle("Access-Control-Allow-Origin", "*");
      headers.putSingle("Access-Control-Expose-Headers", "DPoP-Nonce, WWW-Authenticate");
    }
  }

  private static boolean isForClients(ContainerRequestContext request) {
    return !request.getUriInfo().getPath().startsWith("authorize");
  }
}
