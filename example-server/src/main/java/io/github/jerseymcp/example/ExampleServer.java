package io.github.jerseymcp.example;

import io.github.jerseymcp.example.authorization.AuthorizationSettings;
import io.github.jerseymcp.example.authorization.DevelopmentAuthorizationServer;
import io.github.jerseymcp.example.http.HttpListener;
import io.github.jerseymcp.example.http.ServerTls;
import io.github.jerseymcp.example.mcp.McpServers;
import io.github.jerseymcp.example.mcp.Scopes;
import io.github.jerseymcp.example.mcp.Sharing;
import io.github.jerseymcp.example.metrics.ServerMetrics;
import io.github.jerseymcp.example.notes.NoteStore;
import io.github.jerseymcp.example.notes.NotesDatabase;
import io.github.jerseymcp.example.notes.NotesUnavailableException;
import io.github.jerseymcp.server.McpSecurity;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.glassfish.jersey.server.ResourceConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running example: its listener, its database and, in development, its authorization server.
 * Thread-safe; closing twice does nothing the second time.
 */
public final class ExampleServer implements AutoCloseable {

  /** More than the library's own limits, so that refusals come from the library. */
  private static final int MAX_HEADER_BYTES = 64 * 1024;

  /** An authorization server that is slow delays the start no longer. */
  private static final Duration WARMING_UP = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(ExampleServer.class);

  private final Options options;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpListener listener;
  private Optional<DevelopmentAuthorizationServer> authorizationServer = Optional.empty();
  private Optional<ServerMetrics> metrics = Optional.empty();

  private ExampleServer(Options options) throws StartException {
    this.options = options;
    this.listener = open(listen(options));
  }

  /**
   * Starts a server. External authorization servers and the replay store may be out of reach at
   * this time.
   *
   * @throws StartException if an address is taken, or the key store or the database cannot be used
   */
  public static ExampleServer start(Options options) throws StartException {
    ExampleServer server = new ExampleServer(options);
    try {
      server.startParts();
      return server;
    } catch (StartException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** The port that is listened on. */
  public int port() {
    return listener.port();
  }

  /** Where the server itself listens, whatever clients call it. */
  public String localUrl() {
    String host = options.host();
    boolean isBareIpv6 = host.indexOf(':') >= 0 && !host.startsWith("[");
    return options.scheme() + "://" + (isBareIpv6 ? "[" + host + "]" : host) + ":" + port();
  }

  /** The origin that clients know the server by. */
  public String publicUrl() {
    return options.publicUrl().orElseGet(this::localUrl);
  }

  /** Whether clients are told https, and neither this server nor a named proxy ends TLS. */
  boolean leavesTlsToOthers() {
    return publicUrl().startsWith("https:")
        && options.tlsKeystore().isEmpty()
        && options.trustedProxies().isEmpty();
  }

  /** The MCP endpoint as clients call it, where it accepts tokens that are bound by DPoP. */
  Optional<String> dpopUrl() {
    return options.dpopMode() == DpopMode.OFF
        ? Optional.empty()
        : Optional.of(publicUrl() + "/mcp");
  }

  /** Whether clients must begin with {@code initialize}. */
  boolean hasSessions() {
    return options.sessions();
  }

  /** Where Prometheus finds the metrics, if they are served. */
  public Optional<String> metricsUrl() {
    return metrics.map(ServerMetrics::url);
  }

  /** The embedded authorization server, in development. */
  public Optional<DevelopmentAuthorizationServer> authorizationServer() {
    return authorizationServer;
  }

  /** Waits until the server is closed. */
  public void awaitClose() throws InterruptedException {
    closed.await();
  }

  /** Stops all parts: calls and streams, then the listener, then the others, last started first. */
  @Override
  public synchronized void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        // The others are to be closed all the same.
        LOG.warn("A part of the server did not stop cleanly", e);
      }
    }
    closed.countDown();
  }

  private void startParts() throws StartException {
    InstantSource clock = InstantSource.system();
    if (options.metrics()) {
      metrics = Optional.of(open(startMetrics()));
    }
    if (options.isDevelopment()) {
      authorizationServer = Optional.of(open(startAuthorizationServer(clock)));
    }
    NoteStore notes = openNotes(clock);
    List<String> issuers =
        authorizationServer.map(server -> List.of(server.issuer())).orElse(options.issuers());
    try {
      SharedParts shared = open(SharedParts.open(options, clock));
      // Before what requests still use: the listener, and before it the calls that it waits for.
      closeFirst(listener);
      McpServers servers = open(servers(notes, shared.sharing()));
      ResourceConfig running =
          listener.deploy(
              ExampleApplication.create(
                  options,
                  port(),
                  publicUrl(),
                  issuers,
                  servers,
                  shared.proofs(),
                  shared.keys(clock),
                  metrics.map(ServerMetrics::events)));
      McpSecurity security = McpSecurity.of(running);
      metrics.ifPresent(own -> own.show(security));
      // So that the first request finds the keys, and all is up when it is said to be ready.
      security.healthWithin(WARMING_UP);
    } catch (IllegalArgumentException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private McpServers servers(NoteStore notes, Sharing sharing) throws StartException {
    try {
      return McpServers.exporting(notes, options.sessions(), sharing, options.exportDirectory());
    } catch (IOException e) {
      throw new StartException("The directory of --export-directory cannot be used", e);
    }
  }

  private ServerMetrics startMetrics() throws StartException {
    try {
      return ServerMetrics.start(options.metricsHost(), options.metricsPort());
    } catch (IOException e) {
      throw new StartException(
          "Cannot serve metrics on port %d of %s: taken, or not an address of this machine"
              .formatted(options.metricsPort(), options.metricsHost()),
          e);
    }
  }

  private static HttpListener listen(Options options) throws StartException {
    Optional<ServerTls> tls = tls(options);
    try {
      return HttpListener.bind(options.host(), options.port(), MAX_HEADER_BYTES, tls);
    } catch (IOException | UnresolvedAddressException e) {
      throw new StartException(
          "Cannot listen on port %d of %s: taken, or not an address of this machine"
              .formatted(options.port(), options.host()),
          e);
    }
  }

  private static Optional<ServerTls> tls(Options options) throws StartException {
    if (options.tlsKeystore().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ServerTls.of(
              options.tlsKeystore().get(), options.tlsPassword().orElse(""), options.clientAuth()));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new StartException(
          "The key store of --tls-keystore cannot be used: it must be a PKCS12 or JKS file with a"
              + " private key, and --tls-password its password",
          e);
    }
  }

  private DevelopmentAuthorizationServer startAuthorizationServer(InstantSource clock)
      throws StartException {
    try {
      return DevelopmentAuthorizationServer.start(
          new AuthorizationSettings(
              port() + 1, publicUrl() + "/mcp", Scopes.ALL, Scopes.OF_NOTES, clock));
    } catch (IOException e) {
      throw new StartException("No port is free for the development authorization server", e);
    }
  }

  private NoteStore openNotes(InstantSource clock) throws StartException {
    try {
      NotesDatabase database =
          open(options.database().map(NotesDatabase::open).orElseGet(NotesDatabase::inMemory));
      return new NoteStore(database.dataSource(), clock);
    } catch (NotesUnavailableException e) {
      throw new StartException("The database of --database cannot be reached", e);
    }
  }

  private synchronized void closeFirst(AutoCloseable part) {
    opened.remove(part);
    opened.push(part);
  }

  private synchronized <T extends AutoCloseable> T open(T part) {
    opened.push(part);
    return part;
  }
}
