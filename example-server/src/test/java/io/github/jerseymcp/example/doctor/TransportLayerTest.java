package io.github.jerseymcp.example.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.example.ExampleServer;
import io.github.jerseymcp.example.Options;
import io.github.jerseymcp.example.doctor.finding.Finding;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.finding.Verdict;
import io.github.jerseymcp.example.doctor.wire.Target;
import io.github.jerseymcp.example.doctor.wire.Wire;
import io.github.jerseymcp.testsupport.cert.TlsIdentity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of the connection itself. */
@Tag("once")
@Timeout(60)
final class TransportLayerTest {

  @TempDir static Path directory;

  private static TlsIdentity identity;
  private static ExampleServer server;

  @BeforeAll
  static void start() throws Exception {
    identity = TlsIdentity.make(directory, "server");
    server =
        ExampleServer.start(
            Options.parse(
                "--port",
                "0",
                "--tls-keystore",
                identity.file().toString(),
                "--tls-password",
                TlsIdentity.PASSWORD));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void findsNothingWrongWithTheExample() throws Exception {
    List<Finding> findings =
        VisitTo.target(Target.of(url()).orElseThrow(), "", wire(), InstantSource.system());

    assertThat(VisitTo.complaints(findings)).isEmpty();
    assertThat(seen(findings, Rule.TLS_VERSION)).isEqualTo("TLSv1.3");
    assertThat(seen(findings, Rule.TLS_CERTIFICATE)).contains("19 more days");
    assertThat(seen(findings, Rule.HOST)).isEqualTo("An unknown Host gets 421");
  }

  @Test
  void findsACertificateThatIsSoonToEnd() throws Exception {
    Instant later = Instant.now().plus(Duration.ofDays(10));
    List<Finding> findings =
        VisitTo.target(Target.of(url()).orElseThrow(), "", wire(), InstantSource.fixed(later));

    assertThat(VisitTo.complaints(findings))
        .isEqualTo(Map.of(Rule.TLS_CERTIFICATE, Verdict.ADVICE));
    assertThat(seen(findings, Rule.TLS_CERTIFICATE)).contains("9 more days");
  }

  @Test
  void missesHstsOnOtherMachinesAlone() throws Exception {
    List<Finding> findings =
        VisitTo.target(
            new Target(URI.create(url()), false, true), "", wire(), InstantSource.system());

    assertThat(VisitTo.complaints(findings)).containsEntry(Rule.TLS_HSTS, Verdict.ADVICE);
  }

  @Test
  void aCertificateThatIsNotTrustedIsNotPassedOver() {
    DoctorRun run = DoctorRun.of(url());

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("the certificate is not trusted");
  }

  @Test
  void wantsTlsAndATokenOnOtherMachines() {
    try (FaultyServer open = FaultyServer.with(Fault.LETS_EVERYBODY_IN)) {
      List<Finding> findings =
          VisitTo.target(
              new Target(URI.create(open.url()), false, true),
              "",
              Wire.ofRuntime(),
              InstantSource.system());

      assertThat(findings.get(0).rule()).isEqualTo(Rule.OPEN_ACCESS);
      assertThat(findings.get(0).seen()).startsWith("EVERYBODY");
      assertThat(VisitTo.complaints(findings))
          .containsEntry(Rule.OPEN_ACCESS, Verdict.WRONG)
          .containsEntry(Rule.TLS, Verdict.WRONG);
    }
  }

  private static String url() {
    return "https://127.0.0.1:" + server.port() + "/mcp";
  }

  private static Wire wire() throws Exception {
    return new Wire(identity.trustedBy(null));
  }

  private static String seen(List<Finding> findings, Rule rule) {
    return findings.stream()
        .filter(each -> each.rule() == rule)
        .map(Finding::seen)
        .findFirst()
        .orElseThrow();
  }
}
