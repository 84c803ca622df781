package io.github.jerseymcp.server;

import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.event.ProviderChosen;
import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.jose.SignatureVerifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator, once for each start, which code verifies signatures.
 *
 * <p>Native code takes longer to unpack and to test than all the rest of the start, so a thread
 * that ends with it does that meanwhile. A request that needs it earlier waits for the outcome.
 */
final class ProvidersInUse implements Runnable {

  private static final Logger logger = LoggerFactory.getLogger(ProvidersInUse.class);

  private final SignatureVerifier tokens;
  private final SignatureVerifier proofs;
  private final SecurityEvents events;

  ProvidersInUse(SignatureVerifier tokens, SignatureVerifier proofs, SecurityEvents events) {
    this.tokens = tokens;
    this.proofs = proofs;
    this.events = events;
  }

  static ProvidersInUse of(Settings settings, SecurityEvents events) {
    return new ProvidersInUse(
        SignatureVerifier.of(settings.tokens().cryptography()),
        SignatureVerifier.of(settings.senders().proofs().cryptography()),
        events);
  }

  /** Writes the line at once if the providers are known, else as soon as they are. */
  void announce() {
    if (tokens.isReady() && proofs.isReady()) {
      run();
      return;
    }
    Thread thread = new Thread(this, "mcp-security-provider");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    logger.info(
        "Signatures of tokens are verified by {}, those of proofs by {}",
        tokens.providerName(),
        proofs.providerName());
    if (events.isHeard()) {
      events.tell(new ProviderChosen(tokens.providerName(), proofs.providerName()));
    }
  }
}
