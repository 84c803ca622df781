package io.github.jerseymcp.client.http;

import io.github.jerseymcp.client.limit.TransportLimits;
import io.github.jerseymcp.client.tls.CheckContext;
import io.github.jerseymcp.client.tls.TlsPolicy;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Builds a client of the JDK with credentials. What would carry them elsewhere, or others here, is
 * refused: redirects, cookies, an authenticator, and TLS that does not check whom it speaks to.
 */
public final class AuthorizedHttpClientBuilder implements HttpClient.Builder {

  private final HttpClient.Builder builder =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER);
  private final Credentials credentials;
  private final Executor threads;
  private final TransportLimits limits;
  private SSLContext tls;
  private Optional<SSLParameters> parameters = Optional.empty();
  private Optional<HttpClient> shared = Optional.empty();

  /**
   * For these credentials, which are waited for on these threads; answers have limits.
   *
   * @param tls checked
   */
  public AuthorizedHttpClientBuilder(
      Credentials credentials, Executor threads, TransportLimits limits, SSLContext tls) {
    this.credentials = credentials;
    this.threads = threads;
    this.limits = limits;
    this.tls = tls;
  }

  /**
   * Takes the connections of a client that others use too, instead of building one. It is built
   * already, so nothing can be set any more; a time-out for connecting is ignored, since the
   * transport of the MCP Java SDK always sets it.
   *
   * @throws IllegalArgumentException if it has or does what could mix users up, or does not check
   *     servers as the policy says
   */
  public HttpClient.Builder over(HttpClient client, TlsPolicy policy) {
    share(!(client instanceof AuthorizedHttpClient), "has the credentials of somebody");
    share(client.followRedirects() == HttpClient.Redirect.NEVER, "follows redirects");
    share(client.cookieHandler().isEmpty(), "keeps cookies");
    share(client.authenticator().isEmpty(), "has an authenticator");
    share(
        policy.isSystem() || client.sslContext() == policy.forServer(),
        "has another TLS context than TlsPolicy.forServer()");
    CheckContext.fault(client.sslContext())
        .ifPresent(fault -> share(false, "has a TLS context that " + fault));
    CheckContext.fault(client.sslParameters())
        .ifPresent(fault -> share(false, "has TLS parameters that " + fault));
    share(
        client.sslParameters().getProtocols() != null
            || !CheckContext.speaksOldVersions(client.sslContext()),
        "speaks versions of TLS before 1.2");
    shared = Optional.of(client);
    return this;
  }

  private static void share(boolean fit, String otherwise) {
    if (!fit) {
      refuse("A client that users share must not be one that " + otherwise);
    }
  }

  private HttpClient.Builder ofOwn(String what) {
    if (shared.isPresent()) {
      refuse(what + ": set that on the client that is shared, before it is built");
    }
    return builder;
  }

  /** Another view of a client that was built here, with other credentials. */
  public static HttpClient view(
      HttpClient built, Credentials credentials, Executor threads, TransportLimits limits) {
    return new AuthorizedHttpClient(built, credentials, threads, limits);
  }

  @Override
  public HttpClient.Builder cookieHandler(CookieHandler cookieHandler) {
    throw refused("Cookies");
  }

  @Override
  public HttpClient.Builder authenticator(Authenticator authenticator) {
    throw refused("An authenticator");
  }

  @Override
  public HttpClient.Builder followRedirects(HttpClient.Redirect policy) {
    if (policy != HttpClient.Redirect.NEVER) {
      throw refused("Redirects");
    }
    return this;
  }

  private static IllegalArgumentException refused(String what) {
    return new IllegalArgumentException(
        what + " cannot be used with the credentials of an MCP server");
  }

  @Override
  public HttpClient.Builder connectTimeout(Duration duration) {
    builder.connectTimeout(duration);
    return this;
  }

  @Override
  public HttpClient.Builder sslContext(SSLContext sslContext) {
    ofOwn("a TLS context");
    CheckContext.fault(sslContext).ifPresent(fault -> refuse("The TLS context " + fault));
    tls = sslContext;
    return this;
  }

  @Override
  public HttpClient.Builder sslParameters(SSLParameters sslParameters) {
    ofOwn("TLS parameters");
    parameters = Optional.of(sslParameters);
    return this;
  }

  @Override
  public HttpClient.Builder executor(Executor executor) {
    ofOwn("an executor").executor(executor);
    return this;
  }

  @Override
  public HttpClient.Builder version(HttpClient.Version version) {
    ofOwn("a version").version(version);
    return this;
  }

  @Override
  public HttpClient.Builder priority(int priority) {
    ofOwn("a priority").priority(priority);
    return this;
  }

  @Override
  public HttpClient.Builder proxy(ProxySelector proxySelector) {
    ofOwn("a proxy").proxy(proxySelector);
    return this;
  }

  private static void refuse(String what) {
    throw new IllegalArgumentException(what);
  }

  @Override
  public HttpClient build() {
    if (shared.isPresent()) {
      return view(shared.get(), credentials, threads, limits);
    }
    SSLParameters spoken = parameters.orElseGet(() -> CheckContext.parameters(tls));
    if (spoken.getProtocols() == null) {
      spoken.setProtocols(CheckContext.parameters(tls).getProtocols());
    }
    // Whoever handed them in could have changed them since.
    CheckContext.fault(spoken).ifPresent(fault -> refuse("The TLS parameters " + fault));
    builder.sslContext(tls).sslParameters(spoken);
    return new AuthorizedHttpClient(builder.build(), credentials, threads, limits);
  }
}
