package io.github.jerseymcp.client.http;

import io.github.jerseymcp.client.limit.TransportLimitException;
import io.github.jerseymcp.client.limit.TransportLimits;
import io.github.jerseymcp.signature.RequestSigner;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * A client of the JDK that puts credentials into each request to one server, and sends a refused
 * one again after it has got better ones. It sends nothing to any other address, follows no
 * redirect and keeps no cookie.
 */
final class AuthorizedHttpClient extends HttpClient {

  private final HttpClient client;
  private final Credentials credentials;
  private final Executor threads;
  private final TransportLimits limits;

  AuthorizedHttpClient(
      HttpClient client, Credentials credentials, Executor threads, TransportLimits limits) {
    this.client = client;
    this.credentials = credentials;
    this.threads = threads;
    this.limits = limits;
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    Attempts attempts = new Attempts();
    while (true) {
      HttpRequest prepared = prepare(request, attempts);
      HttpResponse<RefusalOr<T>> answer;
      try {
        answer = client.send(prepared, bounded(prepared, handler));
      } catch (HttpTimeoutException e) {
        timedOut(prepared, e);
        throw e;
      }
      if (!again(answer, attempts)) {
        return join(finish(request, handler, answer));
      }
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return new AsyncExchange<>(this, request, handler, threads).begin();
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushes) {
    return sendAsync(request, handler);
  }

  HttpRequest prepare(HttpRequest request, Attempts attempts)
      throws IOException, InterruptedException {
    credentials.check(request.uri());
    Credentials.Attempt attempt = credentials.attempt(request.method(), request.uri());
    attempts.begin(attempt.token());
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request, (name, value) -> !isCredential(name));
    attempt.fields().forEach(builder::setHeader);
    if (request.timeout().filter(own -> own.compareTo(limits.headTimeout()) < 0).isEmpty()) {
      builder.timeout(limits.headTimeout());
    }
    HttpRequest prepared = builder.build();
    Optional<RequestSigner> signer = credentials.signer();
    return signer.isPresent()
        ? SignedRequests.sign(prepared, signer.get(), limits.headTimeout())
        : prepared;
  }

  /** A second credential beside ours would be an error, and somebody else's token a leak. */
  private static boolean isCredential(String field) {
    return field.equalsIgnoreCase("Authorization")
        || field.equalsIgnoreCase("DPoP")
        || field.equalsIgnoreCase("Cookie");
  }

  <T> CompletableFuture<HttpResponse<RefusalOr<T>>> begin(
      HttpRequest prepared, BodyHandler<T> handler) {
    return client.sendAsync(prepared, bounded(prepared, handler));
  }

  private <T> BodyHandler<RefusalOr<T>> bounded(HttpRequest request, BodyHandler<T> handler) {
    return RefusalOr.handler(handler, request.method(), limits, credentials::exceeded);
  }

  /** An application may have a shorter time of its own, and a connection may not be there. */
  void timedOut(HttpRequest prepared, @Nullable Throwable failure) {
    if (failure instanceof HttpTimeoutException
        && !(failure instanceof HttpConnectTimeoutException)
        && prepared.timeout().filter(limits.headTimeout()::equals).isPresent()) {
      credentials.exceeded(new TransportLimitException("headTimeout"));
    }
  }

  void observe(HttpResponse<?> answer) {
    credentials.observe(answer.headers().allValues("DPoP-Nonce"));
  }

  <T> boolean again(HttpResponse<RefusalOr<T>> answer, Attempts attempts)
      throws IOException, InterruptedException {
    observe(answer);
    return RefusalOr.isRefusal(answer.statusCode())
        && !attempts.isOver()
        && credentials.afterRefusal(
            attempts,
            answer.statusCode(),
            answer.headers().allValues("WWW-Authenticate"),
            answer.headers().allValues("Date"));
  }

  <T> CompletableFuture<HttpResponse<T>> finish(
      HttpRequest request, BodyHandler<T> handler, HttpResponse<RefusalOr<T>> answer) {
    Optional<byte[]> refusal = answer.body().refusal();
    if (refusal.isEmpty()) {
      return CompletableFuture.completedFuture(
          new AuthorizedResponse<>(answer, request, answer.body().body()));
    }
    return RefusalOr.replay(handler, new Info(answer), refusal.get())
        .<HttpResponse<T>>thenApply(body -> new AuthorizedResponse<>(answer, request, body))
        .toCompletableFuture();
  }

  private static <T> T join(CompletableFuture<T> future) throws IOException {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    }
  }

  private record Info(HttpResponse<?> answer) implements HttpResponse.ResponseInfo {

    @Override
    public int statusCode() {
      return answer.statusCode();
    }

    @Override
    public java.net.http.HttpHeaders headers() {
      return answer.headers();
    }

    @Override
    public Version version() {
      return answer.version();
    }
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return Optional.empty();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return Redirect.NEVER;
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return Optional.empty();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }
}
