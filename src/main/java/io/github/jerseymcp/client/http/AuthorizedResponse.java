package io.github.jerseymcp.client.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** An answer with the body that the application asked for, and the request that it made. */
record AuthorizedResponse<T>(HttpResponse<?> answer, HttpRequest request, @Nullable T content)
    implements HttpResponse<T> {

  @Override
  public int statusCode() {
    return answer.statusCode();
  }

  @Override
  public Optional<HttpResponse<T>> previousResponse() {
    return Optional.empty();
  }

  @Override
  public HttpHeaders headers() {
    return answer.headers();
  }

  @Override
  @SuppressWarnings("NullAway") // A body may be null: that of a handler that discards it is.
  public T body() {
    return content;
  }

  @Override
  public Optional<SSLSession> sslSession() {
    return answer.sslSession();
  }

  @Override
  public URI uri() {
    return answer.uri();
  }

  @Override
  public HttpClient.Version version() {
    return answer.version();
  }

  @Override
  public String toString() {
    return "(" + request.method() + " " + uri().getHost() + ") " + statusCode();
  }
}
