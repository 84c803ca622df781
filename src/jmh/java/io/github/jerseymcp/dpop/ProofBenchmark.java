package io.github.jerseymcp.dpop;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPIssuer;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPProtectedResourceRequestVerifier;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import io.github.jerseymcp.bench.Wallet;
import io.github.jerseymcp.jose.Cryptography;
import java.net.URI;
import java.security.Security;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The checks of a proof without a replay store, here and in the OAuth SDK of Nimbus. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProofBenchmark {

  private static final int PROOFS = 1_000;
  private static final String ORIGIN = "https://mcp.example.com";

  /** Who checks signatures. */
  @Param({"NATIVE_IF_AVAILABLE", "JDK"})
  public Cryptography provider;

  private final Wallet wallet = Wallet.create(ORIGIN);
  private final String token = wallet.bound();
  private final String[] proofs = wallet.proofs(token, PROOFS);
  private final String[] forged = forged(proofs);
  private final String thumbprint = wallet.thumbprint();
  private final URI target = URI.create(ORIGIN + "/mcp");
  private final InstantSource clock = InstantSource.fixed(Instant.now());
  private ProofSettings policy;
  private DpopVerifier ours;
  private DPoPProtectedResourceRequestVerifier theirs;
  private int next;

  /** Nimbus takes its provider from the Java runtime. */
  @Setup
  public void install() throws InvalidProofException {
    if (provider != Cryptography.JDK) {
      Security.insertProviderAt(AmazonCorrettoCryptoProvider.INSTANCE, 1);
    }
    policy = ProofSettings.defaults().withCryptography(provider);
    ours = new DpopVerifier(policy, clock);
    verify(ours, proofs[0]);
    theirs = new DPoPProtectedResourceRequestVerifier(Set.of(JWSAlgorithm.ES256), 300, 300, null);
  }

  /** This library, which has seen the key. */
  @Benchmark
  public VerifiedProof ours() throws InvalidProofException {
    return verify(ours, next(proofs));
  }

  /** The signature is that of another proof. */
  @Benchmark
  public ProofFault oursForged() {
    return refused(ours, next(forged));
  }

  /** A verifier that has seen no key, made anew for each proof, which is part of it. */
  @Benchmark
  public VerifiedProof oursNewKey() throws InvalidProofException {
    return verify(new DpopVerifier(policy, clock), next(proofs));
  }

  /** The same with the signature of another proof. */
  @Benchmark
  public ProofFault oursNewKeyForged() {
    return refused(new DpopVerifier(policy, clock), next(forged));
  }

  /** Nimbus; throws if the proof is refused. */
  @Benchmark
  public SignedJWT nimbus() throws Exception {
    SignedJWT proof = SignedJWT.parse(next(proofs));
    theirs.verify(
        "POST",
        target,
        new DPoPIssuer("benchmark"),
        proof,
        new DPoPAccessToken(token),
        new JWKThumbprintConfirmation(new Base64URL(thumbprint)),
        null,
        null);
    return proof;
  }

  private VerifiedProof verify(DpopVerifier verifier, String proof) throws InvalidProofException {
    return verifier.verify(List.of(proof), token, thumbprint, "POST", ORIGIN + "/mcp");
  }

  private ProofFault refused(DpopVerifier verifier, String proof) {
    try {
      verify(verifier, proof);
    } catch (InvalidProofException e) {
      if (e.fault() == ProofFault.SIGNATURE) {
        return e.fault();
      }
    }
    throw new IllegalStateException("Not refused for its signature");
  }

  private String next(String[] from) {
    next = next + 1 < PROOFS ? next + 1 : 0;
    return from[next];
  }

  private static String[] forged(String[] proofs) {
    String[] forged = new String[PROOFS];
    Arrays.setAll(forged, i -> Wallet.forged(proofs[i], proofs[(i + 1) % PROOFS]));
    return forged;
  }
}
