package io.github.jerseymcp.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A client that sends a request and reads nothing of the answer. */
final class SleepingReader implements AutoCloseable {

  private final Socket socket;

  private SleepingReader(Socket socket) {
    this.socket = socket;
  }

  static SleepingReader post(McpFixture server, McpWire client, String body) throws IOException {
    return send(server, client, "POST", body);
  }

  static SleepingReader listen(McpFixture server, McpWire client) throws IOException {
    return send(server, client, "GET", "");
  }

  boolean isOpen() {
    return !socket.isClosed();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static SleepingReader send(McpFixture server, McpWire client, String method, String body)
      throws IOException {
    URI resource = URI.create(server.resource());
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(resource.getHost(), resource.getPort()));
    StringBuilder request = new StringBuilder(method + " /mcp HTTP/1.1\r\n");
    request.append("Host: ").append(resource.getRawAuthority()).append("\r\n");
    client.headers().forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    byte[] bytes = body.getBytes(UTF_8);
    request.append("Content-Length: ").append(bytes.length).append("\r\n\r\n").append(body);
    socket.getOutputStream().write(request.toString().getBytes(UTF_8));
    socket.getOutputStream().flush();
    return new SleepingReader(socket);
  }
}
