package io.github.jerseymcp.example.doctor.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
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
 * @param tls the connection, where it was one of TLS
 */
public record Answer(
    URI uri, int status, Map<String, List<String>> fields, String body, Optional<SSLSession> tls) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Copies the fields. */
  public Answer {
    fields = Map.copyOf(fields);
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
