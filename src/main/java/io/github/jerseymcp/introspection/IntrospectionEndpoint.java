package io.github.jerseymcp.introspection;

import io.github.jerseymcp.fetch.FetchFailedException;
import io.github.jerseymcp.fetch.FetchRequest;
import io.github.jerseymcp.fetch.FetchedAnswer;
import io.github.jerseymcp.fetch.Fetcher;
import io.github.jerseymcp.fetch.IssuerConnection;
import io.github.jerseymcp.fetch.JdkFetcher;
import io.github.jerseymcp.issuer.Discovery;
import io.github.jerseymcp.issuer.IssuerDocument;
import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.time.Clocks;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The introspection endpoint of one issuer (RFC 7662). Its address is configured or from the
 * metadata of the issuer, never from a token.
 */
final class IntrospectionEndpoint implements TokenSource {

  private static final String SIGNED = "application/token-introspection+jwt";

  /** Some write the more general type. */
  private static final Set<String> JWTS = Set.of(SIGNED, "application/jwt");

  /** What may be said of the one token that was sent: it is too long, or has an odd form. */
  private static final Set<Integer> OF_ONE = Set.of(400, 413, 414, 422, 431);

  private final Fetcher fetcher;
  private final Optional<URI> configured;
  private final Discovery discovery;
  private final IntrospectionRequest request;
  private final SignedAnswer signedAnswer;
  private final boolean signedAlone;
  private final Clocks clocks;
  private volatile @Nullable URI discovered;

  IntrospectionEndpoint(
      String issuer,
      Introspection how,
      ClientIdentity client,
      Fetcher fetcher,
      IssuerSignature signature,
      Clocks clocks) {
    this.fetcher = fetcher;
    this.configured = how.endpoint().map(URI::create);
    this.discovery = new Discovery(issuer, fetcher);
    this.request = new IntrospectionRequest(issuer, client);
    this.signedAnswer = new SignedAnswer(issuer, client.clientId(), signature);
    this.signedAlone = how.hasSignedAnswers();
    this.clocks = clocks;
  }

  /** Whoever tells what the tokens of an issuer say: its endpoint, or the application. */
  static TokenSource source(
      String issuer,
      Introspection how,
      Optional<IssuerConnection> connection,
      IssuerSignature signature,
      Clocks clocks) {
    if (how.verifier().isPresent()) {
      return new ApplicationVerifier(how.verifier().get());
    }
    ClientIdentity client = how.client().orElseThrow();
    JdkFetcher usual = new JdkFetcher(how.maximumBytes(), how.timeout(), client.tls());
    Fetcher fetcher = connection.map(way -> usual.through(way.showing(client.tls()))).orElse(usual);
    return new IntrospectionEndpoint(issuer, how, client, fetcher, signature, clocks);
  }

  @Override
  public Optional<Map<String, Object>> ask(String token, long deadline)
      throws AskFailedException, InterruptedIOException {
    URI address = address(deadline);
    FetchRequest question =
        request
            .about(token, address, clocks.now())
            .with("Accept", signedAlone ? SIGNED : "application/json");
    try {
      Map<?, ?> answer = read(fetcher.send(question, deadline));
      return Boolean.TRUE.equals(answer.get("active"))
          ? Optional.of(claims(answer))
          : Optional.empty();
    } catch (FetchFailedException e) {
      AskFailedException failed = AskFailedException.of(e);
      if (!failed.isOfOne()) {
        // The address may have moved: ask the metadata next time.
        discovered = null;
      }
      throw failed;
    }
  }

  private URI address(long deadline) throws AskFailedException, InterruptedIOException {
    if (configured.isPresent()) {
      return configured.get();
    }
    try {
      URI address = discovered;
      if (address == null) {
        address = discovery.address("introspection_endpoint", deadline);
        discovered = address;
      }
      return address;
    } catch (FetchFailedException e) {
      throw AskFailedException.ofServer(e.reason());
    }
  }

  private Map<?, ?> read(FetchedAnswer answer) throws AskFailedException {
    int status = answer.status();
    if (status == 401 || status == 403) {
      throw AskFailedException.ofServer(
          "the endpoint does not accept this server, with the status "
              + status
              + "; check the client identifier and its secret, key or certificate");
    }
    if (status != 200) {
      String reason = "the endpoint answers with the status " + status;
      if (OF_ONE.contains(status)) {
        throw AskFailedException.ofAnswer(reason);
      }
      discovered = null;
      throw AskFailedException.ofServer(reason);
    }
    if (JWTS.contains(type(answer))) {
      return signedAnswer.read(answer.body(), clocks.now());
    }
    if (signedAlone || !answer.isJson()) {
      throw AskFailedException.ofAnswer(
          signedAlone ? "the answer is not signed" : "the answer is not of the type for JSON");
    }
    try {
      return IssuerDocument.object(answer.body());
    } catch (MalformedJoseException e) {
      throw AskFailedException.ofAnswer("the answer is no acceptable JSON object");
    }
  }

  private static String type(FetchedAnswer answer) {
    String type = answer.field("content-type").orElse("");
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> claims(Map<?, ?> members) {
    Map<String, Object> claims = new LinkedHashMap<>();
    members.forEach((name, value) -> claims.put(String.valueOf(name), value));
    return claims;
  }
}
