package io.github.jerseymcp;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.jerseymcp.time.Clocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The dependencies between packages, and what may be named where. */
@Tag("once")
class ArchitectureTest {

  private static final String ROOT = "io.github.jerseymcp";
  private static final JavaClasses LIBRARY =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);
  private static final JavaClasses TEST_SUPPORT =
      new ClassFileImporter().importPackages(ROOT + ".testing");

  @Test
  void hasNoPackageCycle() {
    // The pattern begins above the root package, so that the root is a slice as well.
    slices().matching("io.github.(**)").should().beFreeOfCycles().check(LIBRARY);
  }

  @Test
  void letsNothingDependOnTheServer() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".server..", ROOT + ".mcp..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".server..")
        .check(LIBRARY);
  }

  @Test
  void keepsTheRootPackageFreeOfTheOthers() {
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(resideInAPackage(ROOT).negate()))
        .check(LIBRARY);
  }

  @Test
  void keepsTestSupportFreeOfTestFrameworks() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit..", "org.assertj..", "org.opentest4j..", "com.tngtech..")
        .check(TEST_SUPPORT);
  }

  @Test
  void namesGrizzlyInClassesOfThatName() {
    noClasses()
        .that()
        .haveSimpleNameNotStartingWith("Grizzly")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.glassfish.grizzly..", "org.glassfish.jersey.grizzly2..")
        .check(LIBRARY);
  }

  @Test
  void namesServletsInTwoClasses() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".container.ServletPeer")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + ".server.RepeatBrokenStart")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + ".container.ServletAuthority")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.servlet..", "org.glassfish.jersey.servlet..")
        .check(LIBRARY);
  }

  @Test
  void namesTheCacheTheNativeProviderAndBucket4jInOneClassEach() {
    noClasses()
        .that()
        .haveSimpleNameNotStartingWith("BoundedCache")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.github.benmanes.caffeine..")
        .check(LIBRARY);
    noClasses()
        .that()
        .haveSimpleNameNotStartingWith("CorrettoProvider")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.amazon.corretto..")
        .check(LIBRARY);
    noClasses()
        .that()
        .haveSimpleNameNotStartingWith("Bucket4j")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.github.bucket4j..")
        .check(LIBRARY);
  }

  @Test
  void namesMicrometerAndOpenTelemetryInClassesOfTheirNames() {
    noClasses()
        .that()
        .haveNameNotMatching(".*[.]Micrometer[^.]*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.micrometer..")
        .check(LIBRARY);
    noClasses()
        .that()
        .haveNameNotMatching(".*[.]OpenTelemetry[^.]*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.opentelemetry..")
        .check(LIBRARY);
  }

  @Test
  void namesHttpComponentsInClassesOfThatName() {
    noClasses()
        .that()
        .haveNameNotMatching(".*[.]HttpComponents[^.]*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.hc..")
        .check(LIBRARY);
  }

  @Test
  void namesTheMcpSdkInOnePackageAndInTheTransportsOfClientsAndInWhatChecksTheirAnswers() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".mcp..")
        .and()
        .haveNameNotMatching(".*[.]stdio[.](StdioTransport|StandardStreams|StreamBridge)")
        .and()
        .haveNameNotMatching(
            ".*[.]local[.](Local(Connection|McpServer|Exchange)|ModernLocalConnection).*")
        .and()
        .haveNameNotMatching(".*[.]content[.](ContentRules|Descriptions|Tool[^.]*)")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.modelcontextprotocol..")
        .check(LIBRARY);
  }

  /** What is there for older versions, too, runs where the SDK has nothing newer. */
  @Test
  void namesTheNewerPartOfTheMcpSdkInTheConnectionOfItsVersionAlone() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".local")
        .and()
        .haveNameNotMatching(".*[.](ModernLocalConnection|LocalExchange)")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.modelcontextprotocol.modern..")
        .check(LIBRARY);
  }

  @Test
  void readsTheTimeFromAnInstantSourceAlone() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class, Date.class, LocalDateTime.class, ZonedDateTime.class)
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(LIBRARY);
  }

  /**
   * Who compares a date that somebody wrote down: a claim of a token or a proof, or the end of an
   * entry that follows from one; and who writes down when something was. All other classes measure
   * intervals, and have a ticker.
   */
  private static final Set<String> READERS_OF_THE_WALL_CLOCK =
      Set.of(
          "apikey.ApiKeys",
          "cache.BoundedCache",
          "client.AuthorizeRequests",
          "client.RenewTokens",
          "client.grant.RevokeTokens",
          "client.registration.DynamicRegistration",
          "client.signin.PushRequest",
          "client.token.RequestTokens",
          "client.trust.RememberedTrust",
          "dpop.DpopNonces",
          "dpop.DpopVerifier",
          "event.AuditLog",
          "explain.RequestExplainer",
          "introspection.IntrospectionEndpoint",
          "logout.VerifyLogoutToken",
          "replay.InMemoryReplayStore",
          "replay.JdbcPurge",
          "replay.JdbcReplayStore",
          "replay.RedisReplayStore",
          "request.CallerRules",
          "revocation.JdbcRevocationLog",
          "revocation.RedisRevocationLog",
          "revocation.RevocationTable",
          "signature.RequestSigner",
          "signature.VerifySignature",
          "time.ClockWatch",
          "time.Clocks",
          "time.Moment",
          "upstream.CallerCredentials",
          "upstream.Exchange",
          "upstream.InboundToken",
          "upstream.Outcome",
          "token.VerifyToken");

  @Test
  void measuresIntervalsByTheTickerC01C02C03() {
    DescribedPredicate<JavaClass> others =
        DescribedPredicate.describe(
            "measure intervals",
            type ->
                !type.getPackageName().startsWith(ROOT + ".mcp")
                    && READERS_OF_THE_WALL_CLOCK.stream()
                        .noneMatch(name -> type.getName().startsWith(ROOT + "." + name)));
    noClasses()
        .that(others)
        .should()
        .callMethod(InstantSource.class, "millis")
        .orShould()
        .callMethod(InstantSource.class, "instant")
        .orShould()
        .callMethod(Clocks.class, "now")
        .check(LIBRARY);
  }

  @Test
  void usesNoInternalsOfJersey() {
    // Jersey has no other way to be found by it where nothing is registered.
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".server.ForgottenFeature")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + ".server.RepeatBrokenStart")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.glassfish.jersey..internal..", "org.glassfish.jersey.innate..")
        .check(LIBRARY);
  }

  /** Containers that scan would register such a class by itself, without what it needs. */
  @Test
  void letsScanningFindNothingF09() {
    noClasses()
        .should()
        .beAnnotatedWith(jakarta.ws.rs.Path.class)
        .orShould()
        .beAnnotatedWith(jakarta.ws.rs.ext.Provider.class)
        .orShould()
        .beAssignableTo(jakarta.ws.rs.core.Application.class)
        .check(LIBRARY);
  }

  /** A constant is inlined by the compiler, so this looks at the source. */
  @Test
  void writesChallengesInOnePackage() throws IOException {
    Path main = Path.of("src", "main", "java");
    try (Stream<Path> files = Files.walk(main)) {
      List<String> naming =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(ArchitectureTest::namesTheChallengeHeader)
              .map(file -> main.relativize(file).toString().replace('\\', '/'))
              .toList();
      // CORS names the header to let pages read it, and clients read it; they write none.
      assertThat(naming)
          .containsExactlyInAnyOrder(
              "io/github/jerseymcp/client/http/AuthorizedHttpClient.java",
              "io/github/jerseymcp/client/jaxrs/AuthorizationFilter.java",
              "io/github/jerseymcp/refusal/RefusalWriter.java",
              "io/github/jerseymcp/edge/Cors.java");
    }
  }

  private static boolean namesTheChallengeHeader(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(String::strip)
          .filter(line -> !line.startsWith("*") && !line.startsWith("/*") && !line.startsWith("//"))
          .anyMatch(
              line ->
                  line.contains("WWW_AUTHENTICATE")
                      || line.toLowerCase(Locale.ROOT).contains("www-authenticate"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
