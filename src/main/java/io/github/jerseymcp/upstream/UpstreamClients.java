package io.github.jerseymcp.upstream;

import io.github.jerseymcp.client.tls.CheckContext;
import io.github.jerseymcp.client.tls.TlsPolicy;
import io.github.jerseymcp.fetch.Fetcher;
import io.github.jerseymcp.fetch.IssuerConnection;
import io.github.jerseymcp.fetch.JdkFetcher;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What an API and its issuer are asked with, under one policy of TLS. The API sees the certificate
 * of this server if there is one; its issuer only where it is asked with {@link #certified}.
 * Thread-safe.
 */
final class UpstreamClients {

  private static final int MOST_BYTES = 64 * 1024;
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final LazyClient api;
  private final Fetcher issuer;
  private final Optional<Fetcher> certified;

  UpstreamClients(TlsPolicy tls, int mostExchanges) {
    // What hangs past its time, such as a lookup of a name, keeps a place; others go on.
    JdkFetcher places = new JdkFetcher(MOST_BYTES, CONNECT, 2 * mostExchanges);
    this.api = new LazyClient(tls.forServer(), HttpClient.Version.HTTP_2);
    this.issuer = fetcher(places, tls.anchors());
    this.certified = tls.certificate().map(context -> fetcher(places, context));
  }

  private static Fetcher fetcher(JdkFetcher places, SSLContext tls) {
    LazyClient client = new LazyClient(tls, HttpClient.Version.HTTP_1_1);
    return (request, deadline) ->
        places
            .through(IssuerConnection.defaults().withClient(client.get()))
            .send(request, deadline);
  }

  /** Calls the API, without credentials. */
  HttpClient api() {
    return api.get();
  }

  /** Asks the issuer. */
  Fetcher issuer() {
    return issuer;
  }

  /** The same with the certificate of this server. */
  Optional<Fetcher> certified() {
    return certified;
  }

  /** Made on first use, since a client starts a thread. */
  private static final class LazyClient {

    private final SSLContext tls;
    private final HttpClient.Version version;
    private @Nullable HttpClient made;

    LazyClient(SSLContext tls, HttpClient.Version version) {
      this.tls = tls;
      this.version = version;
    }

    synchronized HttpClient get() {
      HttpClient present = made;
      if (present == null) {
        present =
            HttpClient.newBuilder()
                .version(version)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .sslContext(tls)
                .sslParameters(CheckContext.parameters(tls))
                .build();
        made = present;
      }
      return present;
    }
  }
}
