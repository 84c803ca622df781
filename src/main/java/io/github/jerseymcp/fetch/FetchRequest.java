package io.github.jerseymcp.fetch;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request for a document, or for an answer to a form or a JSON object. Immutable but for the
 * bytes of the body, which nobody may change. Its text leaves out fields and body, since both may
 * hold secrets.
 *
 * @param address whom to ask
 * @param fields header fields beside {@code Host} and those of the body
 * @param body the content; GET without, POST with one
 */
public record FetchRequest(URI address, Map<String, String> fields, Optional<Body> body) {

  /**
   * What is sent.
   *
   * @param type its media type
   * @param bytes not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Body(String type, byte[] bytes) {

    @Override
    public String toString() {
      return type;
    }
  }

  /** Copies the fields. */
  public FetchRequest {
    fields = Map.copyOf(fields);
  }

  /** A GET of a JSON document. */
  public static FetchRequest get(URI address) {
    return new FetchRequest(
        address, Map.of("Accept", "application/json, */*;q=0.5"), Optional.empty());
  }

  /** A POST of a form, answered with JSON. */
  public static FetchRequest form(URI address, Map<String, String> parameters) {
    String form =
        parameters.entrySet().stream()
            .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    return post(address, "application/x-www-form-urlencoded", form);
  }

  /** A POST of a JSON object, answered with JSON. */
  public static FetchRequest json(URI address, String object) {
    return post(address, "application/json", object);
  }

  /** The same with one more field. */
  public FetchRequest with(String field, String value) {
    Map<String, String> more = new LinkedHashMap<>(fields);
    more.put(field, value);
    return new FetchRequest(address, more, body);
  }

  private static FetchRequest post(URI address, String type, String content) {
    Body body = new Body(type, content.getBytes(StandardCharsets.UTF_8));
    return new FetchRequest(address, Map.of("Accept", "application/json"), Optional.of(body));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return (body.isPresent() ? "POST " : "GET ") + address.getHost();
  }
}
