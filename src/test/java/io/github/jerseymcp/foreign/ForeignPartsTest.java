package io.github.jerseymcp.foreign;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.jerseymcp.PrincipalMapper;
import io.github.jerseymcp.container.PeerAddress;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.OperationPolicy;
import io.github.jerseymcp.mtls.ClientCertificateSource;
import io.github.jerseymcp.rate.RateLimiter;
import io.github.jerseymcp.refusal.RefusalBody;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.tenant.IssuerResolver;
import io.github.jerseymcp.testing.ClientCertificateSourceContract;
import io.github.jerseymcp.testing.IssuerResolverContract;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.OperationPolicyContract;
import io.github.jerseymcp.testing.PeerAddressContract;
import io.github.jerseymcp.testing.PrincipalMapperContract;
import io.github.jerseymcp.testing.RateLimiterContract;
import io.github.jerseymcp.testing.RefusalBodyContract;
import io.github.jerseymcp.testing.ReplayStoreContract;
import io.github.jerseymcp.testing.TestCertificates;
import io.github.jerseymcp.testsupport.ContractTests;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What somebody else has written keeps the contracts. */
class ForeignPartsTest {

  @TestFactory
  Stream<DynamicTest> replayStore() {
    MutableTime time = new MutableTime(Instant.EPOCH);
    ReplayStore store = new SharedMapReplayStore(1_000, time);
    return ContractTests.of(
        new ReplayStoreContract() {
          @Override
          protected ReplayStore store() {
            return store;
          }

          @Override
          protected Instant now() {
            return time.instant();
          }

          @Override
          protected void pass(Duration duration) {
            time.advance(duration);
          }

          @Override
          protected ReplayStore unavailableStore() {
            return new SharedMapReplayStore(0, time);
          }
        }.rules());
  }

  @TestFactory
  Stream<DynamicTest> rateLimiter() {
    MutableTime time = new MutableTime(Instant.EPOCH);
    RateLimiter limiter = new BucketRateLimiter(time);
    return ContractTests.of(
        new RateLimiterContract() {
          @Override
          protected RateLimiter limiter() {
            return limiter;
          }

          @Override
          protected void pass(Duration duration) {
            time.advance(duration);
          }

          @Override
          protected RateLimiter unavailableLimiter() {
            return (key, rate) -> {
              throw new IllegalStateException("There is no connection");
            };
          }
        }.rules());
  }

  @TestFactory
  Stream<DynamicTest> issuerResolver() {
    return Stream.of(true, false)
        .flatMap(
            byIssuer ->
                ContractTests.of(
                    new IssuerResolverContract() {
                      private final CustomerResolver customers = new CustomerResolver();

                      @Override
                      protected IssuerResolver resolver() {
                        return byIssuer ? customers.byIssuer() : customers.byTenant();
                      }

                      @Override
                      protected String add() {
                        return byIssuer ? customers.add().issuer() : customers.add().name();
                      }

                      @Override
                      protected void remove(String name) {
                        customers.remove(name);
                      }

                      @Override
                      protected boolean isAskedByIssuer() {
                        return byIssuer;
                      }

                      @Override
                      protected void breakDown() {
                        customers.connect(false);
                      }

                      @Override
                      protected void repair() {
                        customers.connect(true);
                      }

                      @Override
                      protected boolean canBreakDown() {
                        return true;
                      }
                    }.rules()));
  }

  @TestFactory
  Stream<DynamicTest> certificateSource() {
    ClientCertificateSource source =
        new MeshCertificateSource(Set.of(InetAddress.getLoopbackAddress()));
    return ContractTests.of(
        new ClientCertificateSourceContract() {
          @Override
          protected ClientCertificateSource source() {
            return source;
          }

          @Override
          protected void show(ContainerRequestContext request, byte[] der) {
            String pem = URLEncoder.encode(TestCertificates.pem(der), US_ASCII);
            request
                .getHeaders()
                .putSingle(
                    "x-forwarded-client-cert",
                    "By=spiffe://mesh/notes;Cert=\"" + pem.replace("+", "%20") + "\"");
          }

          @Override
          protected void showUnreadable(ContainerRequestContext request) {
            request.getHeaders().putSingle("x-forwarded-client-cert", "Cert=\"%zz\"");
          }
        }.rules());
  }

  @TestFactory
  Stream<DynamicTest> peerAddress() {
    PeerAddress source = new PropertyPeerAddress();
    return ContractTests.of(
        new PeerAddressContract() {
          @Override
          protected Optional<InetAddress> ask(Map<String, String> fields) {
            ContainerRequest request = request(fields);
            request.setProperty(
                PropertyPeerAddress.PROPERTY, new InetSocketAddress(connection(), 50_000));
            return source.of(request);
          }

          @Override
          protected Optional<InetAddress> askUnknown(Map<String, String> fields) {
            return source.of(request(fields));
          }
        }.rules());
  }

  @TestFactory
  Stream<DynamicTest> principalMapper() {
    PrincipalMapper mapper =
        new DirectoryMapper(
            Map.of(
                new DirectoryMapper.Key("https://auth.example.com", "ana"),
                    new DirectoryMapper.User("Ana", "sales"),
                new DirectoryMapper.Key("https://auth.example.com", "ben"),
                    new DirectoryMapper.User("Ben", "sales")));
    return ContractTests.of(
        new PrincipalMapperContract() {
          @Override
          protected PrincipalMapper mapper() {
            return mapper;
          }

          @Override
          protected Map<String, Object> claims() {
            return claimsOf("ana");
          }

          @Override
          protected Map<String, Object> otherClaims() {
            return claimsOf("ben");
          }

          @Override
          protected Optional<Map<String, Object>> unknownClaims() {
            return Optional.of(claimsOf("nobody"));
          }
        }.rules());
  }

  @TestFactory
  Stream<DynamicTest> refusalBody() {
    RefusalBody body = new ProblemBody();
    return ContractTests.of(
        new RefusalBodyContract() {
          @Override
          protected RefusalBody body() {
            return body;
          }
        }.rules());
  }

  @TestFactory
  Stream<DynamicTest> operationPolicy() {
    OperationPolicy policy =
        new TablePolicy(
            List.of(
                new TablePolicy.Line("tools/call", "delete", Set.of("notes:write")),
                new TablePolicy.Line("prompts/get", "summary", Set.of("notes:read"))));
    return ContractTests.of(
        new OperationPolicyContract() {
          @Override
          protected OperationPolicy policy() {
            return policy;
          }

          @Override
          protected McpOperation named() {
            return new McpOperation("tools/call", Optional.of("delete"), Map.of());
          }
        }.rules());
  }

  private static Map<String, Object> claimsOf(String subject) {
    return Map.of(
        "iss",
        "https://auth.example.com",
        "sub",
        subject,
        "aud",
        "https://mcp.example.com/notes",
        "exp",
        2_000_000_000L,
        "email",
        subject + "@example.com");
  }

  private static ContainerRequest request(Map<String, String> fields) {
    URI base = URI.create("https://mcp.example.com/");
    ContainerRequest request =
        new ContainerRequest(
            base, base, "POST", null, new MapPropertiesDelegate(), new ResourceConfig());
    fields.forEach(request.getHeaders()::putSingle);
    return request;
  }
}
