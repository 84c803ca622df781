package io.github.jerseymcp.client.signin;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.discovery.AuthorizationServer;
import io.github.jerseymcp.client.discovery.Endpoint;
import io.github.jerseymcp.client.discovery.Need;
import io.github.jerseymcp.client.proof.CodeVerifier;
import io.github.jerseymcp.client.proof.KeyUse;
import io.github.jerseymcp.client.registration.RegisteredClient;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A sign-in that waits for the user: what was asked of which authorization server, as which client.
 * Good for one answer. Thread-safe; its text shows nothing.
 */
public final class PendingSignIn {

  private final AuthorizationServer server;
  private final RegisteredClient client;
  private final String resource;
  private final Need need;
  private final URI redirectUri;
  private final KeyUse use;
  private final String verifier = CodeVerifier.random();
  private final URI address;
  private final Optional<Duration> life;
  private final byte[] stateHash;
  private final AtomicBoolean over = new AtomicBoolean();

  /**
   * Begins one.
   *
   * @throws AuthorizationFailedException if the authorization server does not offer it, or not
   *     safely, or does not take it
   */
  public PendingSignIn(
      AuthorizationServer server,
      RegisteredClient client,
      String resource,
      Need need,
      URI redirectUri,
      KeyUse use,
      PushRequest push)
      throws AuthorizationFailedException, InterruptedIOException {
    this.server = server;
    this.client = client;
    this.resource = resource;
    this.need = need;
    this.redirectUri = redirectUri;
    this.use = use;
    String state = CodeVerifier.random();
    this.stateHash = CodeVerifier.sha256(state);
    Map<String, String> parameters = parameters(state);
    URI endpoint = endpoint();
    Optional<PushRequest.Pushed> pushed = push.push(server, client, parameters);
    this.life = pushed.map(PushRequest.Pushed::life);
    this.address =
        address(
            endpoint,
            pushed
                .map(
                    request ->
                        Map.of("client_id", client.clientId(), "request_uri", request.reference()))
                .orElse(parameters));
  }

  private URI endpoint() throws AuthorizationFailedException {
    if (!server.traits().s256()) {
      throw new AuthorizationFailedException(AuthorizationFault.NO_PKCE);
    }
    return server
        .endpoint(Endpoint.AUTHORIZATION)
        .orElseThrow(() -> new AuthorizationFailedException(AuthorizationFault.NOT_OFFERED));
  }

  private Map<String, String> parameters(String state) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", client.clientId());
    parameters.put("redirect_uri", redirectUri.toString());
    parameters.put("state", state);
    parameters.put("code_challenge", CodeVerifier.challenge(verifier));
    parameters.put("code_challenge_method", "S256");
    parameters.put("resource", resource);
    use.key().ifPresent(key -> parameters.put("dpop_jkt", key.thumbprint()));
    if (!need.scopes().isEmpty()) {
      parameters.put("scope", String.join(" ", need.scopes()));
    }
    parameters.putAll(need.authentication());
    return parameters;
  }

  private static URI address(URI endpoint, Map<String, String> parameters) {
    StringBuilder text = new StringBuilder(endpoint.toString());
    char separator = endpoint.getRawQuery() == null ? '?' : '&';
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      text.append(separator)
          .append(parameter.getKey())
          .append('=')
          .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
      separator = '&';
    }
    return URI.create(text.toString());
  }

  /** Where the user signs in. */
  public URI address() {
    return address;
  }

  /** For how long the browser may bring {@link #address}, where that ends before the sign-in. */
  public Optional<Duration> lifeOfAddress() {
    return life;
  }

  /** Where the answer goes. */
  public URI redirectUri() {
    return redirectUri;
  }

  /** The authorization server that was asked. */
  public AuthorizationServer server() {
    return server;
  }

  /** The client that asked. */
  public RegisteredClient client() {
    return client;
  }

  /** What the tokens are to be for. */
  public String resource() {
    return resource;
  }

  /** What was asked for. */
  public Need need() {
    return need;
  }

  /** The key that its tokens are to be bound to. */
  public KeyUse use() {
    return use;
  }

  /** Whether this is an answer to it: one to its address with its state. */
  boolean isAnsweredBy(String answer) {
    try {
      return hasState(Callback.read(answer, redirectUri));
    } catch (AuthorizationFailedException e) {
      return false;
    }
  }

  /**
   * Takes the answer, and what to redeem: {@code grant_type} and what belongs to it. An answer with
   * another state changes nothing; one with the right state is the last, whatever else it says. Who
   * says so is looked at before what is said (RFC 9207 section 2.4).
   */
  public Map<String, String> redeem(String answer) throws AuthorizationFailedException {
    Callback callback = Callback.read(answer, redirectUri);
    if (!hasState(callback)) {
      throw new AuthorizationFailedException(
          AuthorizationFault.BAD_CALLBACK, "nobody waits for it");
    }
    if (!over.compareAndSet(false, true)) {
      throw new AuthorizationFailedException(AuthorizationFault.SIGN_IN_OVER);
    }
    Optional<String> issuer = callback.parameter("iss");
    if (issuer.isPresent()
        ? !issuer.get().equals(server.issuer())
        : server.traits().namesIssuer()) {
      throw new AuthorizationFailedException(AuthorizationFault.ISSUER_MISMATCH);
    }
    Optional<String> code = callback.parameter("code").filter(text -> !text.isEmpty());
    if (callback.parameter("error").isPresent()) {
      throw new AuthorizationFailedException(
          code.isPresent() ? AuthorizationFault.BAD_CALLBACK : AuthorizationFault.DENIED);
    }
    return Map.of(
        "grant_type",
        "authorization_code",
        "code",
        code.orElseThrow(
            () ->
                new AuthorizationFailedException(
                    AuthorizationFault.BAD_CALLBACK, "it has no code")),
        "redirect_uri",
        redirectUri.toString(),
        "code_verifier",
        verifier);
  }

  /** Ends it: no answer is taken any more. */
  public void cancel() {
    over.set(true);
  }

  /** Whether no answer is taken any more. */
  public boolean isOver() {
    return over.get();
  }

  private boolean hasState(Callback callback) {
    return callback
        .parameter("state")
        .filter(state -> MessageDigest.isEqual(CodeVerifier.sha256(state), stateHash))
        .isPresent();
  }

  @Override
  public String toString() {
    return "PendingSignIn";
  }
}
