package io.github.jerseymcp.example.abuse;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request as it goes over the wire, right or wrong. Each method changes it and returns it. */
final class Request {

  private final String method;
  private final String path;
  private final Map<String, String> fields = new LinkedHashMap<>();
  private byte[] body = new byte[0];

  Request(String method, String path) {
    this.method = method;
    this.path = path;
  }

  Request field(String name, String value) {
    fields.put(name, value);
    return this;
  }

  Request body(String text) {
    return body(text.getBytes(StandardCharsets.UTF_8));
  }

  Request body(byte[] bytes) {
    this.body = bytes;
    return length(bytes.length);
  }

  /** Promises a body of this length, whatever is sent. */
  Request length(int bytes) {
    return field("Content-Length", Integer.toString(bytes));
  }

  byte[] head() {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    fields.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  byte[] body() {
    return body;
  }
}
