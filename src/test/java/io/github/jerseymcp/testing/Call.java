package io.github.jerseymcp.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

/** A request to an {@link InProcess} application, as it is put together. Not thread-safe. */
public final class Call {

  private final InProcess application;
  private final String method;
  private final String path;
  private final MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
  private byte[] body = new byte[0];

  Call(InProcess application, String method, String path) {
    this.application = application;
    this.method = method;
    this.path = path;
  }

  /** Adds a header field; a repeated name becomes a repeated field. */
  public Call header(String name, String value) {
    headers.add(name, value);
    return this;
  }

  /** Leaves out a header field. */
  public Call without(String name) {
    headers.remove(name);
    return this;
  }

  /** Sends a token under the Bearer scheme. */
  public Call bearer(String token) {
    return header("Authorization", "Bearer " + token);
  }

  /** Sends a body. */
  public Call body(String mediaType, String text) {
    return body(mediaType, text.getBytes(UTF_8));
  }

  /** Sends a body as it is. */
  public Call body(String mediaType, byte[] bytes) {
    body = bytes.clone();
    return header("Content-Type", mediaType);
  }

  /** Sends the request and waits for the answer. */
  public Answer send() {
    return application.send(this);
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  MultivaluedMap<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }
}
