package io.github.jerseymcp.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.dpop.verifiers.AccessTokenValidationException;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPIssuer;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPProtectedResourceRequestVerifier;
import com.nimbusds.oauth2.sdk.dpop.verifiers.InvalidDPoPProofException;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Asks an independent verifier about the same proofs: valid ones and ones with up to three
 * mutations, from fixed seeds. Each mutation says whether the RFCs allow it, and whether the other
 * verifier is known to judge otherwise, and why.
 */
@Tag("once")
class NimbusDifferenceTest {

  private static final int PROOFS = 4_000;
  private static final int REQUESTS_PER_PROOF = 5;
  private static final String TARGET = "https://mcp.example.com/mcp";
  private static final List<String> TOKENS = List.of("first-token", "second-token");
  private static final List<Mutation> MUTATIONS = List.copyOf(EnumSet.allOf(Mutation.class));
  private static final List<SigningKey> KEYS =
      IntStream.range(0, 4).mapToObj(i -> SigningKey.generate("ES256", "key-" + i)).toList();

  // The other verifier knows the system clock alone, which goes on meanwhile; times near the edges
  // of the window are left to other tests.
  private final Instant now = Instant.now();
  private final DpopVerifier ours =
      new DpopVerifier(ProofSettings.defaults().withAhead(Duration.ofMinutes(5)), () -> now);
  private final DPoPProtectedResourceRequestVerifier theirs =
      new DPoPProtectedResourceRequestVerifier(Set.of(JWSAlgorithm.ES256), 300, 300, null);
  private final Map<Mutation, AtomicInteger> differences = new ConcurrentHashMap<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger differing = new AtomicInteger();

  @Test
  void differsOnlyWhereAnRfcSaysSo() {
    List<String> unexplained =
        IntStream.range(0, PROOFS).parallel().mapToObj(this::judge).flatMap(List::stream).toList();

    assertThat(unexplained).isEmpty();
    assertThat(accepted.get()).isGreaterThan(PROOFS / 4);
    assertThat(differences.keySet())
        .as("known differences that were not seen")
        .containsAll(EnumSet.allOf(Mutation.class).stream().filter(Mutation::theyDiffer).toList());
    Map<Mutation, AtomicInteger> byRule = new EnumMap<>(Mutation.class);
    byRule.putAll(differences);
    System.out.printf(
        "DPoP against Nimbus: %d proofs, %d accepted, %d judged differently: %s%n",
        PROOFS * REQUESTS_PER_PROOF, accepted.get(), differing.get(), byRule);
  }

  /** One proof in several requests: that it was made for, and others. */
  private List<String> judge(int seed) {
    Random random = new Random(seed);
    SigningKey key = KEYS.get(random.nextInt(KEYS.size()));
    Set<Mutation> mutations = EnumSet.noneOf(Mutation.class);
    for (int i = random.nextInt(4); i > 0; i--) {
      mutations.add(MUTATIONS.get(random.nextInt(MUTATIONS.size())));
    }
    int age = random.nextInt(200) - 100;
    TestProof proof = TestProof.of(key, "POST", TARGET, now.plusSeconds(age)).token(TOKENS.get(0));
    mutations.forEach(mutation -> mutation.change(proof));
    String field = proof.sign();
    for (Mutation mutation : mutations) {
      field = mutation.spoil(field);
    }
    List<String> unexplained = new ArrayList<>();
    for (int i = 0; i < REQUESTS_PER_PROOF; i++) {
      Request request = request(i == 0 ? -1 : random.nextInt(8), key);
      String verdict = judge(field, request, mutations);
      if (!verdict.isEmpty()) {
        unexplained.add("seed " + seed + " " + mutations + " " + request + ": " + verdict);
      }
    }
    return unexplained;
  }

  private record Request(
      boolean asIntended, String method, String target, String token, String thumbprint) {}

  private static Request request(int kind, SigningKey key) {
    SigningKey other = KEYS.get((KEYS.indexOf(key) + 1) % KEYS.size());
    String own = TestProof.thumbprint(key);
    return switch (kind) {
      case 0 -> new Request(false, "GET", TARGET, TOKENS.get(0), own);
      case 1 -> new Request(false, "PUT", TARGET, TOKENS.get(0), own);
      case 2 -> new Request(false, "POST", TARGET + "/", TOKENS.get(0), own);
      case 3 -> new Request(false, "POST", "https://mcp.example.org/mcp", TOKENS.get(0), own);
      case 4 -> new Request(false, "POST", TARGET, TOKENS.get(1), own);
      case 5 -> new Request(false, "POST", TARGET, TOKENS.get(0), TestProof.thumbprint(other));
      default -> new Request(true, "POST", TARGET, TOKENS.get(0), own);
    };
  }

  private String judge(String field, Request request, Set<Mutation> mutations) {
    boolean lawful = request.asIntended() && mutations.stream().allMatch(Mutation::isLawful);
    boolean weAccept = weAccept(field, request);
    boolean theyAccept = theyAccept(field, request);
    if (weAccept) {
      accepted.incrementAndGet();
    }
    if (weAccept != lawful) {
      return weAccept ? "we accept what an RFC forbids" : "we refuse what the RFCs allow";
    }
    if (weAccept == theyAccept) {
      return "";
    }
    differing.incrementAndGet();
    List<Mutation> reasons = mutations.stream().filter(Mutation::theyDiffer).toList();
    reasons.forEach(
        reason -> differences.computeIfAbsent(reason, r -> new AtomicInteger()).incrementAndGet());
    return reasons.isEmpty() ? "a difference that no rule explains: we accept " + weAccept : "";
  }

  private boolean weAccept(String field, Request request) {
    try {
      ours.verify(
          List.of(field),
          request.token(),
          request.thumbprint(),
          request.method(),
          request.target());
      return true;
    } catch (InvalidProofException e) {
      return false;
    }
  }

  @SuppressWarnings("CatchingUnchecked") // The other verifier lets several of them escape.
  private boolean theyAccept(String field, Request request) {
    try {
      theirs.verify(
          request.method(),
          URI.create(request.target()),
          new DPoPIssuer("client"),
          SignedJWT.parse(field),
          new DPoPAccessToken(request.token()),
          new JWKThumbprintConfirmation(new Base64URL(request.thumbprint())),
          null,
          null);
      return true;
    } catch (ParseException
        | JOSEException
        | InvalidDPoPProofException
        | AccessTokenValidationException
        | RuntimeException e) {
      return false;
    }
  }
}
