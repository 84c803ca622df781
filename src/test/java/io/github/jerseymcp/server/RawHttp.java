package io.github.jerseymcp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/**
 * Sends requests over a bare socket, since HTTP clients normalise paths.
 *
 * @param port a port on loopback
 */
record RawHttp(int port) {

  /** An answer as it came: status line, header fields and body. */
  record Raw(String text) {

    int status() {
      return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
    }

    /** What stands behind a text and before the next quote. */
    String quotedAfter(String prefix) {
      int start = text.indexOf(prefix) + prefix.length();
      return text.substring(start, text.indexOf('"', start));
    }

    String body() {
      return text.substring(text.indexOf("\r\n\r\n") + 4);
    }
  }

  Raw get(String path) {
    return send("GET", path, "");
  }

  Raw get(String path, String token) {
    return send("GET", path, "Authorization: Bearer " + token + "\r\n");
  }

  private Raw send(String method, String path, String fields) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      String request =
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: mcp.example.com\r\nConnection: close\r\n"
              + fields
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return new Raw(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
