package io.github.jerseymcp.client;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.client.grant.GrantType;
import io.github.jerseymcp.client.http.TransportLimits;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.tls.TlsPolicy;
import io.github.jerseymcp.client.token.CredentialStore;
import io.github.jerseymcp.fetch.FetchPolicy;
import io.github.jerseymcp.time.Clocks;
import java.net.URI;
import java.util.List;
import java.util.Map;
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
    Clocks clocks) {}
