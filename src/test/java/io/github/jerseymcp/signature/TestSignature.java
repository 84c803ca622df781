package io.github.jerseymcp.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.jerseymcp.jose.Sha256;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A signed request to a server in this process, each part of which can be spoiled. */
public final class TestSignature {

  private static final String TARGET = "https://mcp.example.com/mcp?a=%20b";

  private SignatureKey key;
  private final String token;
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final Map<String, List<String>> more = new LinkedHashMap<>();
  private final Map<String, List<String>> sent = new LinkedHashMap<>();
  private List<String> components =
      List.of("@method", "@target-uri", "content-digest", "authorization", "content-type");
  private String method = "POST";
  private String target = TARGET;
  private String body = "{\"a\":1}";
  private String digest;
  private String label = "sig1";

  /** A good signature of a request with this token, now. */
  public TestSignature(SignatureKey key, String token, Instant now) {
    this.token = token;
    parameters.put("created", String.valueOf(now.getEpochSecond()));
    parameters.put("expires", String.valueOf(now.getEpochSecond() + 60));
    parameters.put("nonce", "\"" + UUID.randomUUID() + "\"");
    parameters.put("tag", "\"mcp\"");
    digest = digestOf(body);
    signedWith(key);
  }

  /** Signs with this key. */
  public TestSignature signedWith(SignatureKey other) {
    key = other;
    parameters.put("keyid", "\"" + key.id() + "\"");
    parameters.put("alg", "\"" + key.algorithm() + "\"");
    return this;
  }

  /** Covers this, too. */
  public TestSignature coveringToo(String component) {
    components = Stream.concat(components.stream(), Stream.of(component)).toList();
    return this;
  }

  /** The one name of a Content-Digest. */
  public static String digestOf(String text) {
    byte[] hash = Sha256.digest().digest(text.getBytes(UTF_8));
    return "sha-256=:" + Base64.getEncoder().encodeToString(hash) + ":";
  }

  /** Writes a parameter in this form; leaves it out if that is empty. */
  public TestSignature parameter(String name, String written) {
    parameters.put(name, written);
    if (written.isEmpty()) {
      parameters.remove(name);
    }
    return this;
  }

  /** Both of its times, in seconds from now. */
  public TestSignature lasting(Instant now, long from, long to) {
    parameters.put("created", String.valueOf(now.getEpochSecond() + from));
    parameters.put("expires", String.valueOf(now.getEpochSecond() + to));
    return this;
  }

  /** Covers these. */
  public TestSignature covering(String... all) {
    components = List.of(all);
    return this;
  }

  /** Signs for this method, while POST is sent. */
  public TestSignature method(String signed) {
    method = signed;
    return this;
  }

  /** Signs for this address. */
  public TestSignature target(String signed) {
    target = signed;
    return this;
  }

  /** Signs and sends this Content-Digest. */
  public TestSignature digest(String written) {
    digest = written;
    return this;
  }

  /** Sends a further field. */
  public TestSignature field(String name, String value) {
    more.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    return this;
  }

  /** Sends these in place of a field that is signed. */
  public TestSignature sending(String name, String... lines) {
    sent.put(name, List.of(lines));
    return this;
  }

  /** Sends this body, whatever was signed. */
  public TestSignature body(String text) {
    body = text;
    return this;
  }

  /** All behind the label. */
  public String written() {
    String covered =
        components.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(" "));
    StringBuilder written = new StringBuilder("(" + covered + ")");
    parameters.forEach((name, value) -> written.append(';').append(name).append('=').append(value));
    return written.toString();
  }

  /** The field Signature. */
  public String signature() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("@method", method);
    values.put("@target-uri", target);
    values.put("content-digest", digest);
    values.put("authorization", "Bearer " + token);
    values.put("content-type", "application/json");
    more.forEach((name, lines) -> values.put(name, String.join(", ", lines)));
    StringBuilder base = new StringBuilder();
    for (String component : components) {
      base.append('"').append(component).append("\": ");
      base.append(values.getOrDefault(component, "")).append('\n');
    }
    base.append("\"@signature-params\": ").append(written());
    byte[] signature = key.sign(base.toString().getBytes(UTF_8));
    return label + "=:" + Base64.getEncoder().encodeToString(signature) + ":";
  }

  /** The request. */
  public Call call(InProcess server) {
    Call call = server.call("POST", "/mcp?a=%20b").bearer(token).body("application/json", body);
    more.forEach((name, lines) -> lines.forEach(line -> call.header(name, line)));
    Map<String, List<String>> fields = new LinkedHashMap<>();
    fields.put("Content-Digest", List.of(digest));
    fields.put("Signature-Input", List.of(label + "=" + written()));
    fields.put("Signature", List.of(signature()));
    fields.putAll(sent);
    fields.forEach(
        (name, lines) -> {
          call.without(name);
          lines.forEach(line -> call.header(name, line));
        });
    return call;
  }
}
