package io.github.jerseymcp.example.abuse;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection to a server, for one request, used as slowly or as wrongly as its owner likes. */
final class Wire implements AutoCloseable {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream input;
  private final OutputStream output;
  private final Map<String, String> fields = new TreeMap<>();

  /**
   * Connects.
   *
   * @param receiveBuffer bytes that the system takes for a reader that does not read; 0: as many as
   *     it likes
   */
  Wire(int port, int receiveBuffer) throws IOException {
    this.socket = new Socket();
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.setSoTimeout(READ_MILLIS);
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
    this.input = new BufferedInputStream(socket.getInputStream(), 512);
    this.output = socket.getOutputStream();
  }

  /** Sends a whole request. */
  Wire send(Request request) throws IOException {
    output.write(request.head());
    output.write(request.body());
    return this;
  }

  /** Sends just these bytes. */
  Wire send(byte[] bytes) throws IOException {
    output.write(bytes);
    return this;
  }

  /** Reads the head of the answer, and tells its status. */
  int status() throws IOException {
    String[] line = line().split(" ", 3);
    for (String field = line(); !field.isEmpty(); field = line()) {
      int colon = field.indexOf(':');
      fields.put(
          field.substring(0, colon).toLowerCase(Locale.ROOT), field.substring(colon + 1).strip());
    }
    return Integer.parseInt(line[1]);
  }

  /** A field of the answer's head, empty where there is none. */
  String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /** Reads the answer to its end. */
  String rest() throws IOException {
    return new String(input.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Reads the answer to its end and keeps nothing of it. */
  void skip() throws IOException {
    input.transferTo(OutputStream.nullOutputStream());
  }

  /** The next line of the answer. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0) {
        throw new EOFException("The connection was closed");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone.
    }
  }
}
