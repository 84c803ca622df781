package io.github.jerseymcp.example;

import io.github.jerseymcp.config.ClientCertificates;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.dpop.DpopNonces;
import io.github.jerseymcp.mtls.CertificateHeader;
import io.github.jerseymcp.mtls.ClientCertificateSource;
import io.github.jerseymcp.replay.ReplayStore;
import java.time.InstantSource;
import java.util.Optional;

/** Turns the options on DPoP and client certificates into settings of the library. */
final class SenderOptions {

  private final Options options;
  private final InstantSource clock;

  SenderOptions(Options options, InstantSource clock) {
    this.options = options;
    this.clock = clock;
  }

  void configure(McpSecurityConfigBuilder security, Optional<ReplayStore> replayStore) {
    replayStore.ifPresent(
        store ->
            security.dpop(
                dpop ->
                    options.dpopMode() == DpopMode.REQUIRED
                        ? dpop.required(store)
                        : dpop.optional(store)));
    if (options.dpopNonce()) {
      security.dpop(dpop -> dpop.withNonces(nonces()));
    }
    certificates().ifPresent(security::acceptClientCertificates);
  }

  private DpopNonces nonces() {
    return options
        .dpopNonceSecret()
        .map(secret -> DpopNonces.shared(NonceSecret.decode(secret)))
        .orElseGet(DpopNonces::ofSingleNode)
        .withClock(clock);
  }

  private Optional<ClientCertificateSource> certificates() {
    CertificateHeader header = CertificateHeader.CLIENT_CERT;
    if (options.trustedProxies().isEmpty()) {
      return options.clientAuth()
          ? Optional.of(ClientCertificates.ofConnection())
          : Optional.empty();
    }
    return Optional.of(
        options.clientAuth()
            ? ClientCertificates.ofProxyOrConnection(options.trustedProxies(), header)
            : ClientCertificates.ofProxy(options.trustedProxies(), header));
  }
}
