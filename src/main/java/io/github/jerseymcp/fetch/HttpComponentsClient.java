package io.github.jerseymcp.fetch;

import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.util.Timeout;

/** Sets Apache HttpClient 5 up to do nothing of its own accord. */
final class HttpComponentsClient {

  private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

  private HttpComponentsClient() {}

  static CloseableHttpClient of(
      FetchPolicy policy, DnsResolver names, SSLContext tls, int connections) {
    Timeout whole = Timeout.of(policy.timeout());
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setTlsSocketStrategy(strategy(tls))
                .setConnectionFactory(
                    ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom().setMaxHeaderCount(100).build())
                        .responseParserFactory(new HttpComponentsHead())
                        .build())
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(policy.connectTimeout()))
                        .setSocketTimeout(whole)
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(whole).build())
                .setMaxConnTotal(connections)
                .setMaxConnPerRoute(connections)
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(whole)
                .setResponseTimeout(whole)
                .setProtocolUpgradeEnabled(false)
                .setAuthenticationEnabled(false)
                .setRedirectsEnabled(false)
                .build())
        .setRoutePlanner(new DefaultRoutePlanner(null))
        .setConnectionReuseStrategy((request, response, context) -> false)
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .setUserAgent("jersey-mcp-security")
        .build();
  }

  /**
   * Names are checked by the client and by the JDK, which a system property could stop. A socket
   * gets its versions from here; those of a {@link TlsConfig} are for asynchronous clients alone.
   */
  private static DefaultClientTlsStrategy strategy(SSLContext tls) {
    List<String> supported = List.of(tls.getSupportedSSLParameters().getProtocols());
    return new DefaultClientTlsStrategy(
        tls,
        VERSIONS.stream().filter(supported::contains).toArray(String[]::new),
        null,
        SSLBufferMode.STATIC,
        HostnameVerificationPolicy.BOTH,
        HttpsSupport.getDefaultHostnameVerifier());
  }
}
