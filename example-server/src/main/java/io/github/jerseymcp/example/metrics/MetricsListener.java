package io.github.jerseymcp.example.metrics;

import java.io.IOException;
import java.net.InetAddress;
import java.util.function.Predicate;
import org.glassfish.grizzly.http.server.HttpHandlerRegistration;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;

/**
 * A small HTTP server for Prometheus alone, with threads of its own: a server that is busy can
 * still be measured, and whoever measures takes no thread from it.
 */
final class MetricsListener implements AutoCloseable {

  private static final int WORKERS = 2;
  private static final int MAX_HEADER_BYTES = 8 * 1024;
  private static final int IDLE_SECONDS = 30;

  private final HttpServer server;
  private final NetworkListener listener;

  private MetricsListener(HttpServer server, NetworkListener listener) {
    this.server = server;
    this.listener = listener;
  }

  /**
   * Listens on an address.
   *
   * @param port 0 to let the system pick one
   * @throws IOException if the address is taken or not one of this machine
   */
  static MetricsListener bind(String host, int port, LatestText text) throws IOException {
    NetworkListener listener = new NetworkListener("metrics", host, port);
    listener.setMaxHttpHeaderSize(MAX_HEADER_BYTES);
    listener.getKeepAlive().setIdleTimeoutInSeconds(IDLE_SECONDS);
    listener
        .getTransport()
        .setWorkerThreadPoolConfig(
            ThreadPoolConfig.defaultConfig()
                .setPoolName("metrics")
                .setCorePoolSize(WORKERS)
                .setMaxPoolSize(WORKERS));
    HttpServer server = new HttpServer();
    server.addListener(listener);
    server.getServerConfiguration().setPassTraceRequest(true);
    server
        .getServerConfiguration()
        .addHttpHandler(
            new MetricsHandler(text, allowedHosts(host)),
            HttpHandlerRegistration.builder().contextPath("").build());
    try {
      server.start();
    } catch (IOException | RuntimeException e) {
      server.shutdownNow();
      throw e;
    }
    return new MetricsListener(server, listener);
  }

  /** Who opens it to other machines has chosen who may ask; on loopback no page may. */
  private static Predicate<String> allowedHosts(String host) throws IOException {
    return InetAddress.getByName(host).isLoopbackAddress()
        ? name ->
            name.equals("localhost")
                || name.equals(host)
                || name.equals("127.0.0.1")
                || name.equals("[::1]")
                || name.equals("::1")
        : name -> true;
  }

  /** Where it listens. */
  String url() {
    String host = listener.getHost();
    String written = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    return "http://" + written + ":" + listener.getPort() + MetricsHandler.PATH;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
