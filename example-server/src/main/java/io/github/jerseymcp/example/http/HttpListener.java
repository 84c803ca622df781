package io.github.jerseymcp.example.http;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.glassfish.grizzly.http.server.HttpHandlerRegistration;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.ServerConfiguration;
import org.glassfish.grizzly.memory.HeapMemoryManager;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpContainer;
import org.glassfish.jersey.server.ContainerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/**
 * A Grizzly server on one address, in two steps: first the port, then the application.
 *
 * <p>With port 0 the system picks one, and an application that names its own address in tokens and
 * documents can be made only then. Until {@link #deploy} every request is answered with 503.
 */
public final class HttpListener implements AutoCloseable {

  /**
   * The threads that read requests and run handlers. Grizzly's own default, twice the processors,
   * is used up by as many bodies that come slowly.
   */
  public static final int WORKERS = 64;

  /** What is queued for a reader before its writer waits: Grizzly's default is some megabytes. */
  private static final int QUEUED_BYTES = 64 * 1024;

  /**
   * What is read at once, and the blocks that buffers are cut from. Grizzly keeps 16 requests for
   * each thread, each of which may hold on to one: 70 MiB with its own 64 KiB, 9 MiB with these.
   */
  private static final int BUFFER_BYTES = 8 * 1024;

  private static final long STOP_SECONDS = 2;

  private final HttpServer server;
  private final NetworkListener listener;
  private final AwaitedApplication awaited;

  private HttpListener(HttpServer server, NetworkListener listener, AwaitedApplication awaited) {
    this.server = server;
    this.listener = listener;
    this.awaited = awaited;
  }

  /**
   * Listens on an address.
   *
   * @param port 0 to let the system pick one
   * @param maxHeaderBytes Grizzly answers larger request headers itself, with a bare 400
   * @param tls absent: http
   * @throws IOException if the address is taken or not one of this machine
   */
  public static HttpListener bind(
      String host, int port, int maxHeaderBytes, Optional<ServerTls> tls) throws IOException {
    NetworkListener listener = new NetworkListener("http", host, port);
    listener.setMaxHttpHeaderSize(maxHeaderBytes);
    listener
        .getTransport()
        .setWorkerThreadPoolConfig(
            ThreadPoolConfig.defaultConfig()
                .setPoolName("http")
                .setCorePoolSize(WORKERS)
                .setMaxPoolSize(WORKERS));
    listener
        .getTransport()
        .getAsyncQueueIO()
        .getWriter()
        .setMaxPendingBytesPerConnection(QUEUED_BYTES);
    listener.getTransport().setMemoryManager(new HeapMemoryManager(BUFFER_BYTES));
    listener.getTransport().setReadBufferSize(BUFFER_BYTES);
    listener.registerAddOn(new UpgradeRefusal());
    tls.ifPresent(
        settings -> {
          listener.setSecure(true);
          listener.setSSLEngineConfig(settings.engines());
        });
    HttpServer server = new HttpServer();
    server.addListener(listener);
    ServerConfiguration configuration = server.getServerConfiguration();
    configuration.setPassTraceRequest(true);
    configuration.setDefaultQueryEncoding(java.nio.charset.StandardCharsets.UTF_8);
    AwaitedApplication awaited = new AwaitedApplication();
    configuration.addHttpHandler(
        awaited, HttpHandlerRegistration.builder().contextPath("").build());
    try {
      server.start();
    } catch (IOException | RuntimeException e) {
      server.shutdownNow();
      throw e;
    }
    return new HttpListener(server, listener, awaited);
  }

  /** The port that is listened on. */
  public int port() {
    return listener.getPort();
  }

  /**
   * Serves an application, once.
   *
   * @return the configuration that it runs with
   */
  public ResourceConfig deploy(ResourceConfig application) {
    application.property(ServerProperties.WADL_FEATURE_DISABLE, true);
    application.property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
    GrizzlyHttpContainer container =
        ContainerFactory.createContainer(GrizzlyHttpContainer.class, application);
    awaited.serve(new ReadableRequests(container));
    return container.getConfiguration();
  }

  /** Stops listening, and gives requests under way a few seconds. */
  @Override
  public void close() {
    try {
      server.shutdown(STOP_SECONDS, TimeUnit.SECONDS).get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      server.shutdownNow();
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
