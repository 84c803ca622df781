package io.github.jerseymcp.client.http;

import io.github.jerseymcp.client.tls.CheckContext;
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
    CheckContext.fault(sslContext).ifPresent(fault -> refuse("The TLS context " + fault));
    tls = sslContext;
    return this;
  }

  @Override
  public HttpClient.Builder sslParameters(SSLParameters sslParameters) {
    parameters = Optional.of(sslParameters);
    return this;
  }

  @Override
  public HttpClient.Builder executor(Executor executor) {
    builder.executor(executor);
    return this;
  }

  @Override
  public HttpClient.Builder version(HttpClient.Version version) {
    builder.version(version);
    return this;
  }

  @Override
  public HttpClient.Builder priority(int priority) {
    builder.priority(priority);
    return this;
  }

  @Override
  public HttpClient.Builder proxy(ProxySelector proxySelector) {
    builder.proxy(proxySelector);
    return this;
  }

  private static void refuse(String what) {
    throw new IllegalArgumentException(what);
  }

  @Override
  public HttpClient build() {
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
