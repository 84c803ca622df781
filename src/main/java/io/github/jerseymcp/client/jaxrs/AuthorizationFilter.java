package io.github.jerseymcp.client.jaxrs;

import io.github.jerseymcp.client.http.Attempts;
import io.github.jerseymcp.client.http.Credentials;
import io.github.jerseymcp.client.limit.TransportLimitException;
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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * Puts credentials into a request and, where its refusal is worth it, sends another one with the
 * same entity, whose answer takes the place of the refusal. That one passes here as well.
 */
@Priority(Priorities.AUTHENTICATION)
final class AuthorizationFilter implements ClientRequestFilter, ClientResponseFilter {

  private static final String TRIES = AuthorizationFilter.class.getName() + ".tries";
  // By name, since Jersey's client need not be there; others follow no redirect of their own.
  static final String FOLLOW_REDIRECTS = "jersey.config.client.followRedirects";

  private static final List<String> CREDENTIALS =
      List.of(HttpHeaders.AUTHORIZATION, "DPoP", HttpHeaders.COOKIE);

  /** What was tried for a request, and with whose credentials. */
  private record Tries(Attempts attempts, Credentials credentials) {}

  private final Function<ClientRequestContext, Credentials> source;
  private final Optional<SSLContext> tls;

  AuthorizationFilter(
      Function<ClientRequestContext, Credentials> source, Optional<SSLContext> tls) {
    this.source = source;
    this.tls = tls;
  }

  @Override
  public void filter(ClientRequestContext request) throws IOException {
    Tries tries =
        request.getProperty(TRIES) instanceof Tries earlier
            ? earlier
            : new Tries(new Attempts(), source.apply(request));
    Credentials credentials = tries.credentials();
    credentials.check(request.getUri());
    if ("https".equalsIgnoreCase(request.getUri().getScheme())) {
      CheckTls.check(request.getClient(), tls);
    }
    CREDENTIALS.forEach(request.getHeaders()::remove);
    try {
      Credentials.Attempt attempt = credentials.attempt(request.getMethod(), request.getUri());
      tries.attempts().begin(attempt.token());
      attempt.fields().forEach((name, value) -> request.getHeaders().putSingle(name, value));
    } catch (InterruptedException e) {
      throw interrupted();
    }
    request.setProperty(TRIES, tries);
  }

  @Override
  public void filter(ClientRequestContext request, ClientResponseContext response)
      throws IOException {
    if (!(request.getProperty(TRIES) instanceof Tries tries)) {
      return;
    }
    tries.credentials().observe(fields(response, "DPoP-Nonce"));
    boolean refused = response.getStatus() == 401 || response.getStatus() == 403;
    if (refused && !tries.attempts().isOver()) {
      try {
        if (tries
            .credentials()
            .afterRefusal(
                tries.attempts(),
                response.getStatus(),
                fields(response, HttpHeaders.WWW_AUTHENTICATE),
                fields(response, HttpHeaders.DATE))) {
          replace(response, again(request, tries));
        }
      } catch (InterruptedException e) {
        throw interrupted();
      }
    }
  }

  /** Who is told that the answer to a request exceeds a limit. */
  static Consumer<TransportLimitException> toldOf(ClientRequestContext request) {
    return request.getProperty(TRIES) instanceof Tries tries
        ? tries.credentials()::exceeded
        : limit -> {};
  }

  private static Response again(ClientRequestContext request, Tries tries) {
    MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>(request.getHeaders());
    Invocation.Builder builder =
        request.getClient().target(request.getUri()).request().headers(headers);
    builder.property(TRIES, tries);
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

  /** Looks once more behind the filters of the application, which may have changed the address. */
  @Priority(Integer.MAX_VALUE)
  static final class Last implements ClientRequestFilter {

    @Override
    public void filter(ClientRequestContext request) throws IOException {
      if (request.getProperty(TRIES) instanceof Tries tries) {
        tries.credentials().check(request.getUri());
        SignRequests.begin(request, tries.credentials());
      }
      // What is set for one request counts for more than what the feature has set.
      request.setProperty(FOLLOW_REDIRECTS, false);
    }
  }

  private static List<String> fields(ClientResponseContext response, String name) {
    return response.getHeaders().getOrDefault(name, List.of());
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException();
  }
}
