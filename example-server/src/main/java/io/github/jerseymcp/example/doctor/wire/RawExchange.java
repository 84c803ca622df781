package io.github.jerseymcp.example.doctor.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One request over a connection of its own, with any {@code Host}. The certificate is checked for
 * the real host.
 */
final class RawExchange {

  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  /** Where the status stands in the first line. */
  private static final int STATUS = "HTTP/1.1 ".length();

  private final SSLSocketFactory factory;
  private final Duration patience;
  private final int mostBytes;

  RawExchange(SSLSocketFactory factory, Duration patience, int mostBytes) {
    this.factory = factory;
    this.patience = patience;
    this.mostBytes = mostBytes;
  }

  Answer send(String host, Request request) throws CannotTellException {
    try (Socket plain = new Socket();
        Socket socket = connect(plain, request.uri())) {
      // An answer of which one byte comes now and then is never late for a read.
      CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> end(plain));
      socket.getOutputStream().write(text(host, request).getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return parse(request.uri(), read(socket));
    } catch (IOException e) {
      throw new CannotTellException("There was no answer");
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Then it is closed.
    }
  }

  private Socket connect(Socket plain, URI uri) throws IOException {
    boolean isHttps = "https".equalsIgnoreCase(uri.getScheme());
    int port = uri.getPort() < 0 ? (isHttps ? HTTPS : HTTP) : uri.getPort();
    plain.connect(new InetSocketAddress(uri.getHost(), port), (int) patience.toMillis());
    plain.setSoTimeout((int) patience.toMillis());
    if (!isHttps) {
      return plain;
    }
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, uri.getHost(), port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return socket;
  }

  private static String text(String host, Request request) {
    String path = request.uri().getRawPath().isEmpty() ? "/" : request.uri().getRawPath();
    String query = request.uri().getRawQuery();
    StringBuilder text = new StringBuilder(request.method()).append(' ').append(path);
    text.append(query == null ? "" : "?" + query).append(" HTTP/1.1\r\nHost: ").append(host);
    for (int i = 0; i < request.fields().size(); i += 2) {
      text.append("\r\n").append(request.fields().get(i)).append(": ");
      text.append(request.fields().get(i + 1));
    }
    int length = request.body().getBytes(StandardCharsets.UTF_8).length;
    text.append("\r\nConnection: close\r\nContent-Length: ").append(length).append("\r\n\r\n");
    return text.append(request.body()).toString();
  }

  /** A stream of events may never end: what has come until then will do. */
  private String read(Socket socket) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long end = System.nanoTime() + patience.toNanos();
    byte[] part = new byte[8192];
    InputStream in = socket.getInputStream();
    try {
      while (bytes.size() < mostBytes && System.nanoTime() - end < 0) {
        int length = in.read(part);
        if (length < 0) {
          break;
        }
        bytes.write(part, 0, length);
        if (Events.mayEnd(part, length)
            && Events.holdsAnswer(bytes.toString(StandardCharsets.UTF_8))) {
          break;
        }
      }
    } catch (IOException e) {
      if (bytes.size() == 0) {
        throw e;
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Answer parse(URI uri, String text) throws CannotTellException {
    String[] parts = text.split("\r?\n\r?\n", 2);
    String[] lines = parts[0].split("\r?\n", -1);
    if (!lines[0].matches("HTTP/1\\.[01] [1-5]\\d\\d.*")) {
      throw new CannotTellException("The answer is not HTTP/1.1");
    }
    Map<String, List<String>> fields = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
        fields
            .computeIfAbsent(name, first -> new ArrayList<>())
            .add(lines[i].substring(colon + 1).strip());
      }
    }
    int status = Integer.parseInt(lines[0].substring(STATUS, STATUS + 3));
    return new Answer(
        uri, status, fields, parts.length > 1 ? parts[1] : "", true, Optional.empty());
  }
}
