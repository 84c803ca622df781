package io.github.jerseymcp.testsupport.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * HAProxy before two nodes, in turns. It ends TLS and asks clients for a certificate of any issuer,
 * which it forwards (RFC 9440). What clients say about forwarding goes through, but for {@code
 * Client-Cert}, which it sets or takes away.
 */
public final class Haproxy implements AutoCloseable {

  /** The address that nodes see, which no client has. */
  public static final String ADDRESS = "127.0.0.3";

  /** The answer's header that tells which node it came from. */
  public static final String NODE = "X-Node";

  /** The answer's header that tells whether the TLS session was resumed: 0 or 1. */
  public static final String RESUMED = "X-Resumed";

  private static final String CONFIGURATION =
      """
      global
        maxconn 256
        nbthread 1
      defaults
        mode http
        timeout connect 5s
        timeout client 30s
        timeout server 30s
      frontend public
        bind 127.0.0.1:%1$d ssl crt %2$s alpn h2,http/1.1 verify optional ca-file %2$s no-ca-names ca-ignore-err all crt-ignore-err all
        http-request del-header Client-Cert
        http-request set-header Client-Cert ":%%[ssl_c_der,base64]:" if { ssl_c_used }
        http-request add-header Forwarded "for=%%[src];proto=https;host=\\"%%[req.hdr(host)]\\""
        http-response set-header %5$s %%s
        http-response set-header %6$s %%[ssl_fc_is_resumed]
        default_backend nodes
      backend nodes
        balance roundrobin
        source %7$s
        server one 127.0.0.1:%3$d
        server two 127.0.0.1:%4$d
      """;

  private final ChildProcess process;

  private Haproxy(ChildProcess process) {
    this.process = process;
  }

  /** Where the program is, if it is installed. */
  public static Optional<Path> program() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/sbin";
    return Stream.of(path.split(":"))
        .map(directory -> Path.of(directory, "haproxy"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it on this port with a file that holds certificate and key, before two ports of the
   * loopback address.
   */
  public static Haproxy start(Path directory, int port, Path identity, int one, int two)
      throws IOException {
    return start(
        directory, port, CONFIGURATION.formatted(port, identity, one, two, NODE, RESUMED, ADDRESS));
  }

  /** Starts it without TLS. */
  public static Haproxy startPlain(Path directory, int port, int one, int two) throws IOException {
    String plain = CONFIGURATION.replaceFirst(" ssl crt .*", "");
    return start(directory, port, plain.formatted(port, "", one, two, NODE, RESUMED, ADDRESS));
  }

  private static Haproxy start(Path directory, int port, String text) throws IOException {
    Path configuration =
        Files.writeString(Files.createTempFile(directory, "haproxy", ".cfg"), text);
    ProcessBuilder command =
        new ProcessBuilder(
            program().orElseThrow().toString(), "-db", "-f", configuration.toString());
    ChildProcess process = ChildProcess.start("HAProxy", command);
    try {
      process.awaitPort(port);
    } catch (AssertionError e) {
      process.close();
      throw e;
    }
    return new Haproxy(process);
  }

  @Override
  public void close() {
    process.close();
  }
}
