package io.github.jerseymcp.replay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to reduce a key to 128 bits under a secret. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KeyHashBenchmark {

  private final String key = new ClaimStream(new SteadyClock(1), 1).nextKey();
  private final SipHash.Secret secret = SipHash.Secret.random();
  private final byte[] prefix = new byte[21];

  /** The one that is used. */
  @Benchmark
  public long sipHash() {
    SipHash hash = SipHash.of(key, secret);
    return hash.high() ^ hash.low();
  }

  /** SHA-256 of secret and key, in one block of the compression and one of padding. */
  @Benchmark
  public byte[] sha256() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(prefix);
    digest.update(key.getBytes(StandardCharsets.ISO_8859_1));
    return digest.digest();
  }
}
