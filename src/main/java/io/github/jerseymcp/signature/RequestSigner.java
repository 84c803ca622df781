package io.github.jerseymcp.signature;

import io.github.jerseymcp.jose.Base64Url;
import io.github.jerseymcp.jose.Sha256;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Signs requests with one key, each for a minute and with a nonce of its own. Thread-safe. */
public final class RequestSigner {

  /** The longest body that a client holds to sign it: 16 MiB. */
  public static final int MOST_BODY_BYTES = 16 * 1024 * 1024;

  private static final long LIFE_SECONDS = 60;
  private static final int NONCE_BYTES = 16;
  private static final String LABEL = "mcp";
  private static final String DIGEST = "content-digest";

  private final SignatureKey key;
  private final List<String> whereSent;
  private final InstantSource time;
  private final SecureRandom random = new SecureRandom();

  /**
   * Signs with a private or secret key.
   *
   * @param credentials the fields in which credentials are sent beside {@code Authorization}, in
   *     lower case
   */
  public RequestSigner(SignatureKey key, List<String> credentials, InstantSource time) {
    this.key = key;
    this.whereSent =
        Stream.concat(VerifySignature.WHERE_SENT.stream(), credentials.stream())
            .distinct()
            .toList();
    this.time = time;
  }

  /**
   * The fields that sign a request, each of which replaces what it has.
   *
   * @param fields the values of its other fields, by their names in lower case
   * @param body as it is sent; empty if there is none
   */
  public Map<String, String> sign(
      String method, URI target, Function<String, List<String>> fields, byte[] body) {
    String digest = "sha-256=:" + encode(Sha256.digest().digest(body)) + ":";
    SignedMessage message =
        new SignedMessage(
            method,
            addressOf(target),
            name -> name.equals(DIGEST) ? List.of(digest) : fields.apply(name));
    List<String> components = new ArrayList<>(VerifySignature.ALWAYS);
    whereSent.stream().filter(message::has).forEach(components::add);
    String parameters = parameters(components);
    Map<String, String> signed = new LinkedHashMap<>();
    signed.put("Content-Digest", digest);
    signed.put("Signature-Input", LABEL + "=" + parameters);
    signed.put("Signature", LABEL + "=:" + signature(message, components, parameters) + ":");
    return signed;
  }

  private String signature(SignedMessage message, List<String> components, String parameters) {
    try {
      return encode(key.sign(message.base(components, parameters)));
    } catch (InvalidSignatureException e) {
      throw new IllegalArgumentException("A header field to be signed is not printable ASCII");
    }
  }

  private String parameters(List<String> components) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    long created = time.instant().getEpochSecond();
    return "(\""
        + String.join("\" \"", components)
        + "\");created="
        + created
        + ";expires="
        + (created + LIFE_SECONDS)
        + ";nonce=\""
        + Base64Url.encode(nonce)
        + "\";keyid=\""
        + key.id()
        + "\";alg=\""
        + key.algorithm()
        + "\";tag=\""
        + VerifySignature.TAG
        + "\"";
  }

  /** The address as a server knows it. */
  private static String addressOf(URI target) {
    String scheme = target.getScheme().toLowerCase(Locale.ROOT);
    int standard = scheme.equals("https") ? 443 : 80;
    boolean named = target.getPort() >= 0 && target.getPort() != standard;
    String path = target.getRawPath();
    @Nullable String query = target.getRawQuery();
    return scheme
        + "://"
        + target.getHost().toLowerCase(Locale.ROOT)
        + (named ? ":" + target.getPort() : "")
        + (path == null || path.isEmpty() ? "/" : path)
        + (query == null || query.isEmpty() ? "" : "?" + query);
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
