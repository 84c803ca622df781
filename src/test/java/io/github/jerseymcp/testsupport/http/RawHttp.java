package io.github.jerseymcp.testsupport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Sends requests over a bare socket, since HTTP clients normalise paths and choose their address.
 *
 * @param from the address of the sender
 * @param port a port on loopback
 */
public record RawHttp(String from, int port) {

  /** A client of this port with the usual address. */
  public RawHttp(int port) {
    this("127.0.0.1", port);
  }

  /** An answer as it came: status line, header fields and body. */
  public record Raw(String text) {

    /** The status, or 0 if there is none. */
    public int status() {
      return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
    }

    /** What stands behind a text and before the next quote. */
    public String quotedAfter(String prefix) {
      int start = text.indexOf(prefix) + prefix.length();
      return text.substring(start, text.indexOf('"', start));
    }

    /** What stands behind the header. */
    public String body() {
      return text.substring(text.indexOf("\r\n\r\n") + 4);
    }
  }

  /** A GET of a path of the host {@code mcp.example.com}. */
  public Raw get(String path) {
    return send("GET " + path + " HTTP/1.1", "Host: mcp.example.com");
  }

  /** The same with a token. */
  public Raw get(String path, String token) {
    return send(
        "GET " + path + " HTTP/1.1", "Host: mcp.example.com", "Authorization: Bearer " + token);
  }

  /** A request of these lines, which ends its connection. */
  public Raw send(String line, String... fields) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(30_000);
      socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
      String head = line + "\r\nConnection: close\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return new Raw(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
