package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.RequiresAuthentication;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.explain.Explanation;
import io.github.jerseymcp.explain.Explanation.Verdict;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testing.TestToken;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Of requests that nobody thought of, an explanation says what the server answers: whatever path,
 * method, scopes, authentication, binding and defect of the token come together.
 */
class ExplainAgreementTest {

  private static final int REQUESTS = 2_500;
  private static final MutableTime TIME = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private static final TestIssuer ISSUER = TestIssuer.start("ES256", TIME);
  private static final SigningKey KEY = SigningKey.generate("ES256", "client");
  private static final ResourceConfig APPLICATION =
      new ResourceConfig(
              Books.class, Special.class, Strict.class, Plain.class, Vault.class, Open.class)
          .register(
              McpSecurityFeature.create(
                  McpSecurityConfig.builder(Fixture.ORIGIN)
                      .issuer(ISSUER.issuer())
                      .dpop(dpop -> dpop.optional(new InMemoryReplayStore(TIME)))
                      .scopes(scopes -> scopes.withImplied("all", "read", "write"))
                      .clock(TIME)
                      .build()));
  private static final InProcess SERVER = InProcess.start(APPLICATION, Fixture.ORIGIN + "/");
  private static final McpSecurity SECURITY = McpSecurity.of(APPLICATION);

  private static final List<String> METHODS =
      List.of("GET", "GET", "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "get");
  private static final List<String> PATHS =
      List.of(
          "/books",
          "/books/",
          "/books/7",
          "/books/7/",
          "/books/7/pages",
          "/books/gold",
          "/books/gold/",
          "/books/recent",
          "/books/open",
          "/books/open/",
          "/books/shelf",
          "/books/shelf/inner",
          "/books/shelf/none",
          "/books/hidden",
          "/books/hidden/inner",
          "/books;a=b",
          "/books/7;a=b",
          "/books;a=b/gold",
          "/%62ooks/7",
          "/books/%67old",
          "/books//7",
          "//books",
          "/books/special",
          "/books/special/7",
          "/books/special/gold",
          "/Books",
          "/books.json",
          "/booksellers",
          "/books?x=y",
          "/strict",
          "/strict/x",
          "/vault",
          "/vault/other",
          "/vault/7",
          "/plain",
          "/open",
          "/open/below",
          "/nothing",
          "/",
          "");

  @Path("/books")
  @McpProtected(scopes = "read")
  public static class Books {
    @GET
    public String list() {
      return "books";
    }

    @POST
    @RequiresScopes("write")
    @RequiresScopes({"admin", "extra"})
    public String add() {
      return "added";
    }

    @GET
    @Path("{id}")
    public String one() {
      return "book";
    }

    @DELETE
    @Path("{id}")
    @RequiresScopes("admin")
    @RequiresAuthentication(maxAge = 60)
    public String remove() {
      return "removed";
    }

    @GET
    @Path("{id}/pages")
    @RequiresScopes("extra")
    public String pages() {
      return "pages";
    }

    @GET
    @Path("gold")
    @RequiresAuthentication(acr = "gold")
    @RequiresScopes("write")
    public String gold() {
      return "gold";
    }

    @GET
    @Path("recent")
    @RequiresAuthentication(
        acr = {"gold", "silver"},
        maxAge = 300)
    public String recent() {
      return "recent";
    }

    @GET
    @Path("open")
    @McpPublic
    public String open() {
      return "open";
    }

    @Path("shelf")
    @RequiresScopes("write")
    @RequiresAuthentication(acr = {"silver", "gold"})
    public Shelf shelf() {
      return new Shelf();
    }

    @Path("hidden")
    @RequiresAuthentication(acr = {"silver", "gold"})
    public Object hidden() {
      return new Shelf();
    }
  }

  @RequiresScopes("extra")
  public static class Shelf {
    @GET
    public String get() {
      return "shelf";
    }

    @GET
    @Path("inner")
    @RequiresAuthentication(acr = "gold", maxAge = 300)
    public String inner() {
      return "inner";
    }
  }

  @Path("/books/special")
  @McpProtected(scopes = "write")
  public static class Special {
    @GET
    public String list() {
      return "special";
    }

    @PUT
    @Path("{id}")
    @RequiresAuthentication(acr = "silver")
    public String put() {
      return "put";
    }
  }

  @Path("/strict")
  @McpProtected(scopes = "read", dpop = DpopUse.REQUIRED)
  public static class Strict {
    @GET
    public String get() {
      return "strict";
    }

    @POST
    @RequiresAuthentication(maxAge = 0)
    public String post() {
      return "strict";
    }
  }

  @RequiresAuthentication(acr = {"gold", "silver"})
  public interface Strong {}

  @Path("/vault")
  @McpProtected
  public static class Vault implements Strong {
    @GET
    public String get() {
      return "vault";
    }

    @GET
    @Path("other")
    @RequiresAuthentication(acr = "gold")
    public String other() {
      return "other";
    }

    @POST
    @Path("{id}")
    @RequiresScopes("admin")
    public String post() {
      return "posted";
    }
  }

  @Path("/plain")
  @McpProtected(dpop = DpopUse.OFF)
  public static class Plain {
    @GET
    public String get() {
      return "plain";
    }
  }

  @Path("/open")
  public static class Open {
    @GET
    public String get() {
      return "open";
    }
  }

  @AfterAll
  static void stop() {
    ISSUER.close();
  }

  @ParameterizedTest
  @ValueSource(longs = 1)
  void saysOfAnyRequestWhatTheServerAnswers(long seed) {
    Random random = new Random(seed);
    Map<Verdict, Integer> seen = new EnumMap<>(Verdict.class);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      String path = any(random, PATHS);
      String method = any(random, METHODS);
      boolean bound = random.nextInt(4) == 0;
      String token = token(random, path, bound);
      Explanation said = SECURITY.explain(token, path, method);
      Answer answer = call(method, path, token, target(said, bound)).send();
      String difference = difference(said, answer);
      if (!difference.isEmpty()) {
        wrong.add(method + " " + path + ": " + difference + "\n" + said);
      }
      seen.merge(said.accepted() ? Verdict.PASSED : Verdict.REFUSED, 1, Integer::sum);
    }

    assertThat(wrong.stream().limit(5).toList()).as(wrong.size() + " of " + REQUESTS).isEmpty();
    assertThat(seen.get(Verdict.PASSED)).as("accepted").isGreaterThan(REQUESTS / 20);
    assertThat(seen.get(Verdict.REFUSED)).as("refused").isGreaterThan(REQUESTS / 4);
  }

  private static String difference(Explanation said, Answer answer) {
    if (said.answer().isPresent()) {
      Explanation.Answer told = said.answer().get();
      if (told.status() != answer.status()) {
        return "said " + told.status() + ", was " + answer.status();
      }
      return told.challenges().equals(answer.all("WWW-Authenticate")) ? "" : "challenges differ: ";
    }
    boolean unsure =
        said.steps().stream()
            .anyMatch(
                step ->
                    step.name().equals("find the handler")
                        && step.verdict() == Verdict.NOT_CHECKED);
    boolean refused = List.of(401, 403, 421, 400).contains(answer.status());
    boolean unprotected = said.toString().contains("no token is needed");
    boolean lost = List.of(404, 405).contains(answer.status()) && !unprotected;
    return (refused || lost) && !unsure ? "said accepted, was " + answer.status() : "";
  }

  private static String token(Random random, String path, boolean bound) {
    if (random.nextInt(12) == 0) {
      return any(random, List.of("", "", "x.y", "a b", "opaque-token-of-somebody"));
    }
    String plain = path.replaceAll("[?;].*", "").replaceAll("%..", "").replaceAll("/+", "/");
    String resource = plain.startsWith("/books/special") ? "/books/special" : root(plain);
    TestToken token = ISSUER.token().subject("alice");
    token =
        random.nextInt(10) == 0
            ? token.audience(Fixture.ORIGIN + any(random, PATHS))
            : token.audience(Fixture.ORIGIN + resource);
    token = token.scope(scopes(random));
    if (random.nextInt(3) > 0) {
      token = token.claim("acr", any(random, List.of("gold", "gold", "silver", "bronze", "")));
    }
    if (random.nextInt(3) > 0) {
      long now = TIME.instant().getEpochSecond();
      token =
          token.claim(
              "auth_time",
              any(random, List.of(now, now - 30, now - 91, now - 330, now - 331, now + 31, -1L)));
    }
    if (bound) {
      token = token.boundToKey(TestProof.thumbprint(KEY));
    }
    return switch (random.nextInt(24)) {
      case 0 -> token.expiresIn(Duration.ofHours(-1)).sign();
      case 1 -> token.forgedBy(KEY).sign();
      case 2 -> token.without("sub").sign();
      case 3 -> token.claim("iss", "https://evil.example").sign();
      case 4 -> token.header("typ", "JWT").sign();
      case 5 -> token.claim("acr", List.of("gold")).sign();
      case 6 -> token.claim("auth_time", "now").sign();
      case 7 -> token.header("kid", "unknown").sign();
      default -> token.sign();
    };
  }

  /** The resource that the first segment names, which stands for its percent-encoded spelling. */
  private static String root(String path) {
    String[] segments = path.split("/", -1);
    String first = segments.length > 1 ? segments[1] : "";
    return "/" + (first.equals("ooks") ? "books" : first);
  }

  private static String scopes(Random random) {
    List<String> scopes = new ArrayList<>();
    for (String scope : List.of("read", "read", "write", "admin", "extra")) {
      if (random.nextInt(3) > 0 && !scopes.contains(scope)) {
        scopes.add(scope);
      }
    }
    if (random.nextInt(6) == 0) {
      scopes.add("all");
    }
    return scopes.isEmpty() ? "none" : String.join(" ", scopes);
  }

  /** What the proof must be for, as the explanation has it; any, where the token is refused. */
  private static Optional<String> target(Explanation said, boolean bound) {
    Optional<String> told =
        said.steps().stream()
            .flatMap(step -> step.details().stream())
            .filter(detail -> detail.startsWith("htu = "))
            .map(detail -> detail.substring(6))
            .findFirst();
    return bound ? told.or(() -> Optional.of(Fixture.ORIGIN)) : Optional.empty();
  }

  private static Call call(String method, String path, String token, Optional<String> target) {
    Call call = SERVER.call(method, path);
    if (token.isEmpty()) {
      return call;
    }
    if (target.isEmpty() || token.indexOf('.') < 5) {
      return call.bearer(token);
    }
    String proof = TestProof.of(KEY, method, target.get(), TIME.instant()).token(token).sign();
    return call.header("Authorization", "DPoP " + token).header("DPoP", proof);
  }

  private static <T> T any(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
