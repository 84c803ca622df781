package io.github.jerseymcp.example.doctor.wire;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * One request to be sent. A field may stand in it twice.
 *
 * @param method the method
 * @param uri the whole address
 * @param fields names and values in turn
 * @param body the body, empty for none
 */
public record Request(String method, URI uri, List<String> fields, String body) {

  private static final String JSON = "application/json";

  /** Copies the fields. */
  public Request {
    fields = List.copyOf(fields);
  }

  /** A request for a document. */
  public static Request get(URI uri) {
    return new Request("GET", uri, List.of("Accept", JSON), "");
  }

  /** A message of MCP. */
  public static Request message(URI uri, String body) {
    return new Request(
        "POST",
        uri,
        List.of("Content-Type", JSON, "Accept", "application/json, text/event-stream"),
        body);
  }

  /** A request of another method, with no field. */
  public static Request bare(String method, URI uri) {
    return new Request(method, uri, List.of(), "");
  }

  /** The same with one more field. */
  public Request with(String name, String value) {
    List<String> more = new ArrayList<>(fields);
    more.add(name);
    more.add(value);
    return new Request(method, uri, more, body);
  }

  /** The same with all these fields. */
  public Request with(List<String> others) {
    List<String> more = new ArrayList<>(fields);
    more.addAll(others);
    return new Request(method, uri, more, body);
  }

  /** The same with another value of a field that it has. */
  public Request replacing(String name, String value) {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < fields.size(); i += 2) {
      others.add(fields.get(i));
      others.add(fields.get(i).equalsIgnoreCase(name) ? value : fields.get(i + 1));
    }
    return new Request(method, uri, others, body);
  }

  /** The same to another address. */
  public Request to(URI other) {
    return new Request(method, other, fields, body);
  }

  /** Without the fields, which may hold a token. */
  @Override
  public String toString() {
    return "Request[" + method + "]";
  }
}
