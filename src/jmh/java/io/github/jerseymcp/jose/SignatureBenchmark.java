package io.github.jerseymcp.jose;

import io.github.jerseymcp.bench.Wallet;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Map;
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

/** What an ES256 signature alone costs: the part of a proof that nobody can do without. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class SignatureBenchmark {

  private static final int PROOFS = 1_000;

  /** Who checks signatures. */
  @Param({"NATIVE_IF_AVAILABLE", "JDK"})
  public Cryptography provider;

  private final CompactJws[] proofs = new CompactJws[PROOFS];
  private SignatureVerifier verifier;
  private VerificationKey key;
  private PublicKey prepared;
  private Signature signature;
  private int next;

  /** Parses everything. */
  @Setup
  @SuppressWarnings("unchecked")
  public void parse() throws MalformedJoseException, GeneralSecurityException {
    Wallet wallet = Wallet.create("https://mcp.example.com");
    String[] texts = wallet.proofs(wallet.bound(), PROOFS);
    for (int i = 0; i < PROOFS; i++) {
      proofs[i] = CompactJws.parse(texts[i], 8192);
    }
    verifier = provider.verifier();
    key = VerificationKey.ofPublic((Map<String, Object>) proofs[0].header().get("jwk"));
    prepared = key.preparedFor(verifier);
    String name = "SHA256withECDSAinP1363Format";
    signature =
        provider == Cryptography.JDK
            ? Signature.getInstance(name)
            : Signature.getInstance(name, CorrettoProvider.find().orElseThrow());
  }

  /** The provider alone, with an object that is used again. */
  @Benchmark
  public boolean bare() throws GeneralSecurityException {
    CompactJws proof = next();
    signature.initVerify(prepared);
    signature.update(proof.signingInput());
    return checked(signature.verify(proof.signature()));
  }

  /** As the library calls it. */
  @Benchmark
  public boolean verifier() {
    return checked(verifier.verifies(SignatureAlgorithm.ES256, key, next()));
  }

  private CompactJws next() {
    next = next + 1 < PROOFS ? next + 1 : 0;
    return proofs[next];
  }

  private static boolean checked(boolean verified) {
    if (!verified) {
      throw new IllegalStateException("Not verified");
    }
    return true;
  }
}
