package io.github.jerseymcp.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.security.Security;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.support.GenericWebApplicationContext;

/** The filter chain of Spring Security alone, without routing, on the same tokens and proofs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class SpringBenchmark {

  private static final String ORIGIN = "https://mcp.example.com";
  private static final int PROOFS = 20_000;

  /** What is sent. */
  public enum Kind {
    /** No filter at all: what the request and response objects cost. */
    OBJECTS_ALONE,
    /** A good token. */
    BEARER,
    /** A good token and a new proof. */
    DPOP,
    /** No token under the scheme Bearer. */
    GARBAGE_TOKEN,
    /** A token with the signature of another. */
    FORGED_TOKEN,
    /** A proof with the signature of another. */
    FORGED_PROOF
  }

  /** What is sent. */
  @Param public Kind kind;

  /** The provider that was installed first; without one the Java runtime chooses. */
  @Param({"ACCP", "none"})
  public String installed;

  private final Wallet wallet = Wallet.create(ORIGIN);
  private final String bound = wallet.bound();
  private final ForgetfulCache cache = new ForgetfulCache();
  private Filter filter;

  /** What the configuration of the chain needs. */
  record Settings(
      Wallet wallet, org.springframework.cache.Cache cache, boolean dpop, Clock clock) {}

  /** The chain. */
  @Configuration
  @EnableWebSecurity
  static class Security7 {
    @Bean
    JwtDecoder decoder(Settings settings) {
      return SpringChain.decoder(settings.wallet(), ORIGIN);
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http, Settings settings) throws Exception {
      return SpringChain.build(
          http, settings.dpop(), () -> new SpringChain.Cache(settings.cache(), settings.clock()));
    }
  }

  /** The requests of one thread. */
  @State(Scope.Thread)
  public static class Requests {
    private String[] authorizations;
    private String[] proofs;
    private int next;
    private boolean passed;
    private final FilterChain end =
        (request, response) -> {
          Authentication caller = SecurityContextHolder.getContext().getAuthentication();
          passed = caller != null && caller.isAuthenticated() && caller.getName().equals("alice");
        };

    /** Signs everything. */
    @Setup
    public void sign(SpringBenchmark benchmark) {
      Wallet wallet = benchmark.wallet;
      String bearer = wallet.bearer();
      authorizations =
          new String[] {
            switch (benchmark.kind) {
              case GARBAGE_TOKEN -> "Bearer garbage";
              case FORGED_TOKEN -> "Bearer " + Wallet.forged(bearer, wallet.bearer());
              case DPOP, FORGED_PROOF -> "DPoP " + benchmark.bound;
              default -> "Bearer " + bearer;
            }
          };
      proofs =
          switch (benchmark.kind) {
            case DPOP -> wallet.proofs(benchmark.bound, PROOFS);
            case FORGED_PROOF -> {
              String[] two = wallet.proofs(benchmark.bound, 2);
              yield new String[] {Wallet.forged(two[0], two[1])};
            }
            default -> new String[] {""};
          };
    }
  }

  /** Starts the chain, and checks that it lets in what it should and nothing else. */
  @Setup
  public void start() throws ServletException, IOException {
    if (installed.equals("ACCP")) {
      Security.insertProviderAt(AmazonCorrettoCryptoProvider.INSTANCE, 1);
    }
    boolean dpop = kind == Kind.DPOP || kind == Kind.FORGED_PROOF;
    GenericWebApplicationContext context =
        new GenericWebApplicationContext(new MockServletContext());
    context.registerBean(
        Settings.class,
        () -> new Settings(wallet, cache, dpop, Clock.fixed(Instant.now(), ZoneOffset.UTC)));
    new AnnotatedBeanDefinitionReader(context).register(Security7.class);
    context.refresh();
    filter = context.getBean("springSecurityFilterChain", Filter.class);
    check();
  }

  private void check() throws ServletException, IOException {
    Requests requests = new Requests();
    require(send(requests, "Bearer " + wallet.bearer(), "") == 200);
    require(send(requests, "Bearer garbage", "") == 401);
    require(send(requests, "Bearer " + Wallet.forged(wallet.bearer(), wallet.bearer()), "") == 401);
    require(
        send(requests, "Bearer " + wallet.token(c -> c.put("scope", "mcp:tools:read")), "") == 403);
    if (kind == Kind.DPOP || kind == Kind.FORGED_PROOF) {
      String[] proofs = wallet.proofs(bound, 3);
      require(send(requests, "DPoP " + bound, proofs[0]) == 200);
      require(send(requests, "DPoP " + bound, proofs[0]) == 401);
      require(send(requests, "DPoP " + bound, Wallet.forged(proofs[1], proofs[2])) == 401);
      require(send(requests, "DPoP " + bound, "garbage") == 401);
    }
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("The chain does not do what it should");
    }
  }

  /** One request. */
  @Benchmark
  public int call(Requests requests) throws ServletException, IOException {
    int i = requests.next;
    requests.next = i + 1 < PROOFS ? i + 1 : 0;
    if (i == 0) {
      cache.renew();
    }
    int status =
        send(requests, requests.authorizations[0], requests.proofs[i % requests.proofs.length]);
    boolean good = kind == Kind.BEARER || kind == Kind.DPOP || kind == Kind.OBJECTS_ALONE;
    require(status == (good ? 200 : 401));
    return status;
  }

  private int send(Requests requests, String authorization, String proof)
      throws ServletException, IOException {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/mcp");
    request.setScheme("https");
    request.setServerName("mcp.example.com");
    request.setServerPort(443);
    request.addHeader("Host", "mcp.example.com");
    request.addHeader("User-Agent", "benchmark");
    request.addHeader("Accept", "*/*");
    request.addHeader("Authorization", authorization);
    if (!proof.isEmpty()) {
      request.addHeader("DPoP", proof);
    }
    MockHttpServletResponse response = new MockHttpServletResponse();
    requests.passed = false;
    if (kind == Kind.OBJECTS_ALONE && filter != null && requests.proofs != null) {
      return response.getStatus();
    }
    filter.doFilter(request, response, requests.end);
    require(requests.passed == (response.getStatus() == 200));
    return response.getStatus();
  }
}
