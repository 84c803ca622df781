package io.github.jerseymcp.token;

import io.github.jerseymcp.bench.Wallet;
import io.github.jerseymcp.jose.Cryptography;
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

/** Verifying a token, remembered and not. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class VerifyTokenBenchmark {

  private static final String RESOURCE = "https://mcp.example.com/mcp";

  /** Who checks signatures. */
  @Param({"NATIVE_IF_AVAILABLE", "JDK"})
  public Cryptography provider;

  /** Whether tokens are remembered. */
  @Param({"true", "false"})
  public boolean cached;

  /** How many tokens take turns. */
  @Param("1")
  public int tokens;

  private String[] texts;
  private VerifyToken verifyToken;
  private int next;

  /** Signs the tokens. */
  @Setup
  public void sign() {
    Wallet wallet = Wallet.create("https://mcp.example.com");
    texts = new String[tokens];
    Arrays.setAll(texts, i -> wallet.bearer());
    TokenSettings policy = TokenSettings.defaults().withCryptography(provider);
    verifyToken =
        new VerifyToken(
            List.of(TrustedIssuer.of(Wallet.ISSUER).withKeys(wallet.issuerKeys())),
            cached ? policy.withCacheBytes(1L << 30) : policy.withoutCache(),
            KeySettings.defaults(),
            InstantSource.fixed(Instant.now()));
  }

  /** One token. */
  @Benchmark
  public AccessToken verify() throws InvalidTokenException {
    next = next + 1 < tokens ? next + 1 : 0;
    return verifyToken.verify(texts[next], RESOURCE, Set.of(Wallet.ISSUER));
  }
}
