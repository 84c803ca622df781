package io.github.jerseymcp.upstream;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.discovery.AuthorizationServer;
import io.github.jerseymcp.client.discovery.FindIssuer;
import io.github.jerseymcp.client.discovery.Inquiry;
import io.github.jerseymcp.client.proof.DpopKey;
import io.github.jerseymcp.client.proof.KeyUse;
import io.github.jerseymcp.client.proof.Nonces;
import io.github.jerseymcp.client.registration.Register;
import io.github.jerseymcp.client.registration.RegisteredClient;
import io.github.jerseymcp.client.token.CheckTokens;
import io.github.jerseymcp.client.token.RequestTokens;
import io.github.jerseymcp.client.token.TokenSet;
import io.github.jerseymcp.fetch.Fetcher;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Exchanges one token, once, at the token endpoint of the issuer (RFC 8693). Thread-safe. */
final class Exchange {

  /** Its metadata are read again after that, and after it was out of reach. */
  private static final long MAXIMUM_AGE = TimeUnit.MINUTES.toNanos(10);

  /** An authorization server, and when its metadata were read. */
  private record Known(AuthorizationServer server, long since) {}

  private final UpstreamSettings settings;
  private final UpstreamClients clients;
  private final Nonces nonces = new Nonces();
  private volatile @Nullable Known known;

  Exchange(UpstreamSettings settings, UpstreamClients clients) {
    this.settings = settings;
    this.clients = clients;
  }

  /** The token for these scopes, checked. */
  TokenSet of(InboundToken.Subject subject, Set<String> scopes)
      throws AuthorizationFailedException, InterruptedIOException {
    long end = System.nanoTime() + settings.timeout().toNanos();
    Inquiry inquiry =
        new Inquiry(
            until(end, clients.issuer()),
            clients.certified().map(fetcher -> until(end, fetcher)),
            settings.timeout(),
            Map.of(settings.issuer(), settings.endpointOrigins()));
    try {
      return of(subject, scopes, inquiry);
    } catch (AuthorizationFailedException e) {
      if (e.fault() == AuthorizationFault.OUT_OF_REACH) {
        // The endpoint may have moved.
        known = null;
      }
      throw e;
    }
  }

  /** All that one exchange asks for has one time. */
  private static Fetcher until(long end, Fetcher fetcher) {
    return (request, deadline) -> fetcher.send(request, deadline - end < 0 ? deadline : end);
  }

  private TokenSet of(InboundToken.Subject subject, Set<String> scopes, Inquiry inquiry)
      throws AuthorizationFailedException, InterruptedIOException {
    AuthorizationServer server = server(inquiry);
    RegisteredClient client =
        Register.with(
            List.of(settings.client()),
            server,
            Optional.empty(),
            inquiry,
            settings.clocks().wall());
    KeyUse use = use(server);
    Map<String, Object> answer =
        RequestTokens.ask(
            server,
            client,
            settings.form().of(subject.token(), scopes),
            use,
            inquiry,
            settings.clocks().wall());
    return checked(answer, subject, scopes, use);
  }

  private TokenSet checked(
      Map<String, Object> answer, InboundToken.Subject subject, Set<String> scopes, KeyUse use)
      throws AuthorizationFailedException {
    TokenSet tokens = CheckTokens.check(answer, scopes, use, settings.clocks().now());
    if (!settings.form().isOfKind(answer)) {
      throw bad("it is no access token by its issued_token_type");
    }
    if (tokens.accessToken().equals(subject.token())) {
      throw bad("it is the token that was to be exchanged");
    }
    if (settings.form().isWider(tokens, scopes)) {
      throw bad("it has more scopes than were asked for");
    }
    if (settings.form().isNarrower(tokens, scopes)) {
      throw new NarrowerTokenException();
    }
    return tokens;
  }

  private static AuthorizationFailedException bad(String reason) {
    return new AuthorizationFailedException(AuthorizationFault.BAD_TOKEN_RESPONSE, reason);
  }

  private AuthorizationServer server(Inquiry inquiry)
      throws AuthorizationFailedException, InterruptedIOException {
    Known present = known;
    long now = settings.clocks().nanos();
    if (present == null || now - present.since() > MAXIMUM_AGE) {
      present = new Known(FindIssuer.find(settings.issuer(), inquiry), now);
      known = present;
    }
    return present.server();
  }

  /** A key of its own for each token, so that no two callers have one. */
  private KeyUse use(AuthorizationServer server) {
    boolean required = settings.dpop() == DpopUse.REQUIRED;
    boolean bind =
        required
            || (settings.dpop() == DpopUse.OPTIONAL
                && server.proofAlgorithms().contains(DpopKey.ALGORITHM));
    return new KeyUse(bind ? Optional.of(DpopKey.generate()) : Optional.empty(), required, nonces);
  }

  /** The token has fewer scopes than were asked for. */
  static final class NarrowerTokenException extends AuthorizationFailedException {

    private static final long serialVersionUID = 1L;

    NarrowerTokenException() {
      super(AuthorizationFault.GRANT_REFUSED, "it has fewer scopes than were asked for");
    }
  }
}
