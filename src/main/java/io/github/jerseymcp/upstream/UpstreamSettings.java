package io.github.jerseymcp.upstream;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.client.limit.TransportLimits;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.tls.TlsPolicy;
import io.github.jerseymcp.time.Clocks;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** The settings for one API, checked. */
record UpstreamSettings(
    URI api,
    String issuer,
    Registration client,
    ExchangeForm form,
    Set<String> scopes,
    DpopUse dpop,
    Duration timeout,
    Duration maximumAge,
    long memory,
    int mostExchanges,
    int mostWaiting,
    TransportLimits limits,
    TlsPolicy tls,
    Set<String> endpointOrigins,
    Clocks clocks) {}
