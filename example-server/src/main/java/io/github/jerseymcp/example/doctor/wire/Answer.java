package io.github.jerseymcp.example.doctor.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * What came back for a request.
 *
 * @param uri what was asked
 * @param status the status
 * @param fields the header fields, by names in lower case
 * @param body the body, or the first part of one that is long or does not end
 * @param isWhole whether the body is all that there was to read
 * @param tls the connection, where it was one of TLS
 */
public record Answer(
    URI uri,
    int status,
    Map<String, List<String>> fields,
    String body,
    boolean isWhole,
    Optional<SSLSession> tls) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Longer values are cut off, so that nothing takes long that is done with them. */
  private static final int LONGEST_VALUE = 8 * 1024;

  private static final int MOST_VALUES = 16;

  /** Copies the fields, and no more of them than will do. */
  public Answer {
    Map<String, List<String>> some = new HashMap<>();
    fields.forEach(
        (name, values) ->
            some.put(name, values.stream().map(Answer::cut).limit(MOST_VALUES).toList()));
    fields = Map.copyOf(some);
  }

  private static String cut(String value) {
    return value.substring(0, Math.min(value.length(), LONGEST_VALUE));
  }

  /** All values of a field, joined as HTTP allows, or an empty text. */
  public String field(String name) {
    return String.join(", ", values(name));
  }

  /** All values of a field. */
  public List<String> values(String name) {
    return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** Whether the status is one of success. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** Whether the status is one of a redirect. */
  public boolean isRedirect() {
    return status >= 300 && status < 400 && status != 304;
  }

  /** Whether the server says that another time is a better one to ask. */
  boolean isNotNow() {
    return status == 429 || status == 503;
  }

  /** Whether the server failed. */
  public boolean isFailure() {
    return status >= 500;
  }

  /** Whether the caller was refused. */
  public boolean isRefusal() {
    return status >= 400 && status < 500;
  }

  /** Whether the media type is this one. */
  public boolean isOfType(String type) {
    String[] parts = field("Content-Type").split(";", 2);
    return parts[0].strip().equalsIgnoreCase(type);
  }

  /** The challenges of {@code WWW-Authenticate}. */
  public List<Challenge> challenges() {
    return ChallengeReader.read(values("WWW-Authenticate"));
  }

  /** The first challenge of this scheme. */
  public Optional<Challenge> challenge(String scheme) {
    return challenges().stream().filter(each -> each.isOf(scheme)).findFirst();
  }

  /** The first parameter of this name in any challenge, or an empty text. */
  public String parameter(String name) {
    return challenges().stream()
        .map(challenge -> challenge.parameter(name))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("");
  }

  /** The body as JSON; missing where it is none. */
  public JsonNode json() {
    return parse(body);
  }

  /** The answer of JSON-RPC in the body or in its events; missing where there is none. */
  public JsonNode message() {
    JsonNode whole = isOfType("text/event-stream") ? MissingNode.getInstance() : json();
    return isMessage(whole)
        ? whole
        : Events.data(body).stream()
            .map(Answer::parse)
            .filter(Answer::isMessage)
            .findFirst()
            .orElse(MissingNode.getInstance());
  }

  private static boolean isMessage(JsonNode node) {
    return node.path("jsonrpc").asText().equals("2.0") && (node.has("result") || node.has("error"));
  }

  private static JsonNode parse(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
