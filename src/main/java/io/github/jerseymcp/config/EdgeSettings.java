package io.github.jerseymcp.config;

import io.github.jerseymcp.container.PeerAddress;
import io.github.jerseymcp.edge.ForwardedFamily;
import io.github.jerseymcp.edge.OriginRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Which requests are looked at: their Host, Origin and sizes, and what proxies say of them.
 * Immutable; each {@code with} method gives a changed copy, and those that take several values add
 * to what is there. Nothing is checked before the configuration is built.
 */
public final class EdgeSettings {

  private static final EdgeSettings DEFAULTS = new EdgeSettings();

  private List<String> allowedHosts = List.of();
  private List<String> allowedOrigins = List.of();
  private List<String> allowedHeaders = List.of();
  private String bindHost = "";
  private int bindPort;
  private ForwardedFamily forwardedHeaders = ForwardedFamily.FORWARDED;
  private Optional<PeerAddress> peerAddress = Optional.empty();
  private int maximumHeaderBytes = 64 * 1024;
  private int maximumHeaderFields = 200;
  private long maximumBodyBytes = 4L * 1024 * 1024;
  private Duration bodyTimeout = Duration.ofSeconds(30);

  private EdgeSettings() {}

  static EdgeSettings defaults() {
    return DEFAULTS;
  }

  /** Answers to more Host values than that of the public origin, each {@code host[:port]}. */
  public EdgeSettings withAllowedHosts(String... more) {
    return with(copy -> copy.allowedHosts = joined(allowedHosts, more));
  }

  /** Lets pages of these origins call protected paths from a browser, beside the public origin. */
  public EdgeSettings withAllowedOrigins(String... more) {
    return with(copy -> copy.allowedOrigins = joined(allowedOrigins, more));
  }

  /**
   * Lets these pages send more header fields than those of MCP clients, {@code traceparent} say.
   */
  public EdgeSettings withAllowedHeaders(String... more) {
    return with(copy -> copy.allowedHeaders = joined(allowedHeaders, more));
  }

  /** The address that the server listens on, so that it is a Host value that is answered. */
  public EdgeSettings withBindAddress(String host, int port) {
    return with(
        copy -> {
          copy.bindHost = host;
          copy.bindPort = port;
        });
  }

  /** Which header fields the proxies set. Default: {@code Forwarded} (RFC 7239). */
  public EdgeSettings withForwardedHeaders(ForwardedFamily fields) {
    return with(copy -> copy.forwardedHeaders = fields);
  }

  /** How the address of the direct peer is found. Default: asks Grizzly or the servlet request. */
  public EdgeSettings withPeerAddress(PeerAddress source) {
    return with(copy -> copy.peerAddress = Optional.of(source));
  }

  /** The bytes of all header fields together, at least 1. Default: 64 KiB. */
  public EdgeSettings withMaximumHeaderBytes(int bytes) {
    return with(copy -> copy.maximumHeaderBytes = bytes);
  }

  /** The number of header fields, at least 1. Default: 200. */
  public EdgeSettings withMaximumHeaderFields(int fields) {
    return with(copy -> copy.maximumHeaderFields = fields);
  }

  /** The bytes of a body, at least 1. Default: 4 MiB. */
  public EdgeSettings withMaximumBodyBytes(long bytes) {
    return with(copy -> copy.maximumBodyBytes = bytes);
  }

  /**
   * How long the body of a request may take from its first byte that is read to its last: 1 second
   * to 1 hour. A container may give up earlier, and tells only after a read of its own. Default: 30
   * seconds.
   */
  public EdgeSettings withBodyTimeout(Duration longest) {
    return with(copy -> copy.bodyTimeout = longest);
  }

  List<String> allowedHosts() {
    return allowedHosts;
  }

  List<String> allowedOrigins() {
    return allowedOrigins;
  }

  List<String> allowedHeaders() {
    return allowedHeaders;
  }

  String bindHost() {
    return bindHost;
  }

  int bindPort() {
    return bindPort;
  }

  ForwardedFamily forwardedHeaders() {
    return forwardedHeaders;
  }

  Optional<PeerAddress> peerAddress() {
    return peerAddress;
  }

  int maximumHeaderBytes() {
    return maximumHeaderBytes;
  }

  int maximumHeaderFields() {
    return maximumHeaderFields;
  }

  long maximumBodyBytes() {
    return maximumBodyBytes;
  }

  Duration bodyTimeout() {
    return bodyTimeout;
  }

  private static List<String> joined(List<String> present, String... more) {
    return Stream.concat(present.stream(), Stream.of(more)).toList();
  }

  /** The pages that may call. */
  OriginRules pages(Consumer<String> problems) {
    OriginRules pages =
        OriginRules.sameOrigin().withOrigins("edge.allowedOrigins", allowedOrigins, problems);
    return bindHost.isEmpty() ? pages : pages.withBindAddress(bindHost, bindPort);
  }

  private EdgeSettings with(Consumer<EdgeSettings> change) {
    EdgeSettings copy = new EdgeSettings();
    copy.allowedHosts = allowedHosts;
    copy.allowedOrigins = allowedOrigins;
    copy.allowedHeaders = allowedHeaders;
    copy.bindHost = bindHost;
    copy.bindPort = bindPort;
    copy.forwardedHeaders = forwardedHeaders;
    copy.peerAddress = peerAddress;
    copy.maximumHeaderBytes = maximumHeaderBytes;
    copy.maximumHeaderFields = maximumHeaderFields;
    copy.maximumBodyBytes = maximumBodyBytes;
    copy.bodyTimeout = bodyTimeout;
    change.accept(copy);
    return copy;
  }
}
