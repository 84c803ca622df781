package io.github.jerseymcp.config;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.dpop.DpopNonces;
import io.github.jerseymcp.dpop.ProofSettings;
import io.github.jerseymcp.jose.Cryptography;
import io.github.jerseymcp.jose.SignatureAlgorithm;
import io.github.jerseymcp.metadata.AdvertisedSenders;
import io.github.jerseymcp.mtls.ClientCertificateSource;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.resource.ProtectedResource;
import io.github.jerseymcp.signature.SignatureKey;
import io.github.jerseymcp.token.AccessToken;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How senders are checked, for all resources.
 *
 * @param dpop whether DPoP is offered or demanded where a resource does not say
 * @param proofs what a proof must be like
 * @param nonces the nonces that proofs need, if any
 * @param store where proofs and signatures are claimed
 * @param certificates where client certificates come from, if tokens may be bound to them
 * @param certificateRequired whether every token must be bound to a certificate
 * @param signatures whether each request must be signed
 */
public record SenderSettings(
    DpopUse dpop,
    ProofSettings proofs,
    Optional<DpopNonces> nonces,
    Optional<ReplayStore> store,
    Optional<ClientCertificateSource> certificates,
    boolean certificateRequired,
    SignatureSettings signatures) {

  /** What these settings make together. */
  static SenderSettings of(
      DpopSettings dpop,
      SignatureSettings signatures,
      Optional<Cryptography> cryptography,
      CertificateUse certificates,
      InstantSource clock) {
    SignatureSettings remembered = signatures.remembered(dpop.store(), clock);
    return new SenderSettings(
        dpop.use(),
        cryptography.map(dpop.proofs()::withCryptography).orElse(dpop.proofs()),
        dpop.nonces(),
        dpop.store().or(remembered::store),
        certificates.source(),
        certificates.required(),
        remembered);
  }

  /** Where client certificates come from, and whether each token must be bound to one. */
  record CertificateUse(Optional<ClientCertificateSource> source, boolean required) {}

  /** The strictest that the declarations of a resource ask for; never {@code CONFIGURED}. */
  public DpopUse dpopOf(ProtectedResource resource) {
    if (asksFor(DpopUse.REQUIRED, resource)) {
      return DpopUse.REQUIRED;
    }
    return asksFor(DpopUse.OPTIONAL, resource) ? DpopUse.OPTIONAL : DpopUse.OFF;
  }

  private boolean asksFor(DpopUse use, ProtectedResource resource) {
    Set<DpopUse> declared = resource.dpop();
    return declared.contains(use) || (dpop == use && declared.contains(DpopUse.CONFIGURED));
  }

  /** What the document of a resource says: just what is enforced, from the same settings. */
  public AdvertisedSenders advertisedOf(ProtectedResource resource) {
    DpopUse use = dpopOf(resource);
    return new AdvertisedSenders(
        certificateRequired,
        use == DpopUse.OFF ? List.of() : algorithms(),
        use == DpopUse.REQUIRED);
  }

  /** The ids of the keys that may sign requests with a token. */
  public List<String> signersFor(AccessToken token) {
    return signatures.keys().stream()
        .filter(key -> key.countsFor(token.issuer(), token.clientId()))
        .map(SignatureKey::id)
        .toList();
  }

  /** Whether a store was chosen for proofs: that of signatures may be the memory of one process. */
  public boolean remembersProofs() {
    return store.isPresent() && !signatures.isStoreOwn();
  }

  /** Whether something depends on who is at the other end of the connection. */
  boolean needsPeer() {
    return certificates.isPresent();
  }

  /** What an operator is told of signed requests; nothing where they are not required. */
  public Optional<String> signaturesTold(Function<ReplayStore, String> name) {
    int keys = signatures.keys().size();
    return signatures
        .store()
        .map(
            remembers ->
                "each request signed with one of "
                    + keys
                    + (keys == 1 ? " key" : " keys")
                    + ", signatures remembered by "
                    + name.apply(remembers));
  }

  /** The names of the accepted proof algorithms. */
  public List<String> algorithms() {
    return proofs.algorithms().stream().map(SignatureAlgorithm::name).toList();
  }

  List<String> problems(OriginSetting origin) {
    List<String> problems = new ArrayList<>(proofs.problems());
    problems.addAll(TransportRules.problems(origin, this));
    problems.addAll(signatures.problems(store));
    nonces.map(DpopNonces::problems).ifPresent(problems::addAll);
    if (nonces.isPresent() && !remembersProofs()) {
      problems.add("dpop.nonces need DPoP, which is off: switch it on with a replay store");
    }
    return problems;
  }
}
