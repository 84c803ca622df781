package io.github.jerseymcp.testsupport.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client that sends what a test says, byte for byte. With a session once it has begun one.
 *
 * <p>Immutable: each {@code with} makes another client.
 */
public final class McpWire {

  private static final ExecutorService THREADS = Executors.newCachedThreadPool(McpWire::daemon);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(THREADS).build();

  /** An answer that is read whole. */
  public record Reply(int status, String type, String body, HttpResponse<?> response) {

    /** A header field, or nothing. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  private final URI endpoint;
  private final Map<String, String> headers;
  private final AtomicInteger ids;

  public McpWire(URI endpoint, String token) {
    this(
        endpoint,
        Map.of(
            "Authorization", "Bearer " + token,
            "Content-Type", "application/json",
            "Accept", "application/json, text/event-stream"),
        new AtomicInteger(1));
  }

  private McpWire(URI endpoint, Map<String, String> headers, AtomicInteger ids) {
    this.endpoint = endpoint;
    this.headers = headers;
    this.ids = ids;
  }

  public McpWire with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new McpWire(endpoint, more, ids);
  }

  public McpWire without(String header) {
    Map<String, String> fewer = new LinkedHashMap<>(headers);
    fewer.remove(header);
    return new McpWire(endpoint, fewer, ids);
  }

  /** The same headers, sent to another endpoint. */
  public McpWire at(URI other) {
    return new McpWire(other, headers, ids);
  }

  /** The same session with another token. */
  public McpWire token(String token) {
    return with("Authorization", "Bearer " + token);
  }

  public URI endpoint() {
    return endpoint;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public String session() {
    return headers.getOrDefault("Mcp-Session-Id", "");
  }

  /** Begins a session with the latest version. */
  public McpWire initialize() {
    return initialize("2025-11-25");
  }

  public McpWire initialize(String version) {
    Reply reply = post(initialization(version));
    if (reply.status() != 200) {
      throw new AssertionError("initialize was answered with " + reply.status() + reply.body());
    }
    McpWire client =
        with("Mcp-Session-Id", reply.header("Mcp-Session-Id"))
            .with("MCP-Protocol-Version", version);
    client.post(notification("notifications/initialized", "{}"));
    return client;
  }

  /** Calls a tool with these arguments, under an id that is new. */
  public Reply callTool(String tool, String arguments) {
    return ask("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}");
  }

  /** Sends a request under an id that is new. */
  public Reply ask(String method, String params) {
    return post(request(ids.incrementAndGet(), method, params));
  }

  public Reply post(String body) {
    return read(request("POST", HttpRequest.BodyPublishers.ofString(body)));
  }

  public Reply send(String method) {
    return read(request(method, HttpRequest.BodyPublishers.noBody()));
  }

  /** Sends a message and reads its events as they come. */
  public EventReader stream(String body) {
    return open(request("POST", HttpRequest.BodyPublishers.ofString(body)));
  }

  public EventReader listen() {
    return open(request("GET", HttpRequest.BodyPublishers.noBody()));
  }

  public EventReader resume(String lastEventId) {
    return with("Last-Event-ID", lastEventId).listen();
  }

  public static String initialization(String version) {
    return request(
        0,
        "initialize",
        "{\"protocolVersion\":\""
            + version
            + "\",\"capabilities\":{\"sampling\":{},\"roots\":{}},"
            + "\"clientInfo\":{\"name\":\"wire\",\"version\":\"1\"}}");
  }

  public static String call(Object id, String tool, String text) {
    return request(
        id,
        "tools/call",
        "{\"name\":\""
            + tool
            + "\",\"arguments\":{\"text\":\""
            + text
            + "\"},\"_meta\":{\"progressToken\":\"token\"}}");
  }

  public static String request(Object id, String method, String params) {
    String shown = id instanceof String text ? "\"" + text + "\"" : String.valueOf(id);
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + shown
        + ",\"method\":\""
        + method
        + "\",\"params\":"
        + params
        + "}";
  }

  public static String notification(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + "}";
  }

  private HttpRequest request(String method, HttpRequest.BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint).method(method, body).timeout(Duration.ofSeconds(60));
    headers.forEach(request::header);
    return request.build();
  }

  private static Reply read(HttpRequest request) {
    HttpResponse<InputStream> response = exchange(request);
    try (InputStream body = response.body()) {
      return new Reply(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          new String(body.readAllBytes(), UTF_8),
          response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EventReader open(HttpRequest request) {
    HttpResponse<InputStream> response = exchange(request);
    return new EventReader(response, THREADS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "wire");
    thread.setDaemon(true);
    return thread;
  }

  private static HttpResponse<InputStream> exchange(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
