package io.github.jerseymcp.client;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.client.event.ClientEventListener;
import io.github.jerseymcp.client.event.ClientEvents;
import io.github.jerseymcp.client.grant.GrantType;
import io.github.jerseymcp.client.limit.TransportLimits;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.tls.TlsPolicy;
import io.github.jerseymcp.client.token.CredentialStore;
import io.github.jerseymcp.client.trust.TrustPolicy;
import io.github.jerseymcp.fetch.FetchPolicy;
import io.github.jerseymcp.signature.RequestSigner;
import io.github.jerseymcp.signature.SignatureKey;
import io.github.jerseymcp.time.Clocks;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The settings of one authorization, checked. */
record AuthorizationSettings(
    URI server,
    String user,
    GrantType grant,
    List<Registration> registrations,
    CredentialStore store,
    TrustPolicy trust,
    FetchPolicy fetch,
    List<String> scopes,
    Map<String, Supplier<String>> headers,
    DpopUse dpop,
    int mostWaiting,
    TransportLimits limits,
    TlsPolicy tls,
    Map<String, Set<String>> endpoints,
    Optional<SignatureKey> signing,
    List<ClientEventListener> listeners,
    Clocks clocks) {

  ClientEvents events() {
    return new ClientEvents(listeners, server, user, clocks.ticker());
  }

  /** What signs requests: credentials are covered, in whatever field. */
  Optional<RequestSigner> signer() {
    List<String> fields =
        headers.keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    return signing.map(key -> new RequestSigner(key, fields, clocks::now));
  }
}
