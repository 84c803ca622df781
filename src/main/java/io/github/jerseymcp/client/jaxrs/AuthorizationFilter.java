package io.github.jerseymcp.client.jaxrs;

import io.github.jerseymcp.client.http.Attempts;
import io.github.jerseymcp.client.http.Credentials;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;

/**
 * Puts credentials into a request and, where its refusal is worth it, sends another one with the
 * same entity, whose answer takes the place of the refusal. That one passes here as well.
 */
@Priority(Priorities.AUTHENTICATION)
final class AuthorizationFilter implements ClientRequestFilter, ClientResponseFilter {

  private static final String ATTEMPTS = AuthorizationFilter.class.getName() + ".attempts";
  private static final List<String> CREDENTIALS =
      List.of(HttpHeaders.AUTHORIZATION, "DPoP", HttpHeaders.COOKIE);

  private final Credentials credentials;

  AuthorizationFilter(Credentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public void filter(ClientRequestContext request) throws IOException {
    credentials.check(request.getUri());
    CREDENTIALS.forEach(request.getHeaders()::remove);
    Attempts attempts =
        request.getProperty(ATTEMPTS) instanceof Attempts earlier ? earlier : new Attempts();
    try {
      Credentials.Attempt attempt = credentials.attempt(request.getMethod(), request.getUri());
      attempts.begin(attempt.token());
      attempt.fields().forEach((name, value) -> request.getHeaders().putSingle(name, value));
    } catch (InterruptedException e) {
      throw interrupted();
    }
    request.setProperty(ATTEMPTS, attempts);
  }

  @Override
  public void filter(ClientRequestContext request, ClientResponseContext response)
      throws IOException {
    credentials.observe(fields(response, "DPoP-Nonce"));
    if (response.getStatus() != 401 && response.getStatus() != 403) {
      return;
    }
    if (request.getProperty(ATTEMPTS) instanceof Attempts attempts && !attempts.isOver()) {
      try {
        if (credentials.afterRefusal(
            attempts, response.getStatus(), fields(response, HttpHeaders.WWW_AUTHENTICATE))) {
          replace(response, again(request, attempts));
        }
      } catch (InterruptedException e) {
        throw interrupted();
      }
    }
  }

  private static Response again(ClientRequestContext request, Attempts attempts) {
    MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>(request.getHeaders());
    Invocation.Builder builder =
        request.getClient().target(request.getUri()).request().headers(headers);
    builder.property(ATTEMPTS, attempts);
    return request.hasEntity()
        ? builder
            .build(request.getMethod(), Entity.entity(request.getEntity(), request.getMediaType()))
            .invoke()
        : builder.build(request.getMethod()).invoke();
  }

  private static void replace(ClientResponseContext response, Response next) throws IOException {
    if (response.hasEntity()) {
      response.getEntityStream().close();
    }
    response.setStatus(next.getStatus());
    response.getHeaders().clear();
    response.getHeaders().putAll(next.getStringHeaders());
    response.setEntityStream(
        next.hasEntity() ? next.readEntity(InputStream.class) : InputStream.nullInputStream());
  }

  private static List<String> fields(ClientResponseContext response, String name) {
    return response.getHeaders().getOrDefault(name, List.of());
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException();
  }
}
