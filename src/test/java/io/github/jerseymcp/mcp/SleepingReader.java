package io.github.jerseymcp.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A client that sends a request and reads nothing of the answer. */
final class SleepingReader implements AutoCloseable {

  private final Socket socket;

  private SleepingReader(Socket socket) {
    this.socket = socket;
  }

  static SleepingReader post(URI endpoint, McpWire client, String body) throws IOException {
    return send(endpoint, client, "POST", "/mcp", "", body);
  }

  static SleepingReader listen(URI endpoint, McpWire client) throws IOException {
    return send(endpoint, client, "GET", "/mcp", "", "");
  }

  /** The status of a ping to a path, with another Host if one is named. */
  static int status(URI endpoint, McpWire client, String path, String host) {
    try (SleepingReader reader =
        send(endpoint, client, "POST", path, host, McpWire.request(1000, "ping", "{}"))) {
      byte[] line = reader.socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return Integer.parseInt(new String(line, UTF_8).substring("HTTP/1.1 ".length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isOpen() {
    return !socket.isClosed();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static SleepingReader send(
      URI endpoint, McpWire client, String method, String path, String host, String body)
      throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
    StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    request
        .append("Host: ")
        .append(host.isEmpty() ? endpoint.getRawAuthority() : host)
        .append("\r\n");
    client.headers().forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    byte[] bytes = body.getBytes(UTF_8);
    request.append("Content-Length: ").append(bytes.length).append("\r\n\r\n").append(body);
    socket.getOutputStream().write(request.toString().getBytes(UTF_8));
    socket.getOutputStream().flush();
    return new SleepingReader(socket);
  }
}
