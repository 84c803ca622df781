package io.github.jerseymcp.example.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.example.interop.InteropReport;
import io.github.jerseymcp.example.interop.NodePackages;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The official conformance suite against the SDK's clients above our {@code HttpClient}, with all
 * of its scenarios of authorization, those of extensions included.
 */
@Tag("interop")
final class ClientSuiteTest {

  private static final List<String> EXTENSIONS =
      List.of(
          "auth/client-credentials-basic",
          "auth/client-credentials-jwt",
          "auth/dpop",
          "auth/dpop-nonce",
          "auth/enterprise-managed-authorization",
          "auth/wif-jwt-bearer");

  @RegisterExtension
  static final InteropReport REPORT =
      new InteropReport("the MCP conformance suite 0.2.0-alpha.12, clients");

  @BeforeAll
  static void install() throws Exception {
    NodePackages.install();
  }

  @Test
  void passesAllOfAuthorizationOf20251125() throws Exception {
    // The SDK does not come back for the rest of an answer whose stream ended.
    judge("2025-11-25", 14, 17, "sse-retry");
  }

  @Test
  void passesAllOfAuthorizationOf20260728() throws Exception {
    // The SDK does not repeat a request whose version was refused, where it knows no other one.
    judge("2026-07-28", 25, 31, "request-metadata");
  }

  /** One scenario more runs that is neither scored nor an extension. */
  private static void judge(String revision, int authorization, int scored, String... failed)
      throws Exception {
    ClientSuiteRun run = ClientSuiteRun.of(revision);

    assertThat(run.failed()).as(run.output()).containsExactlyInAnyOrder(failed);
    assertThat(run.passed()).containsAll(EXTENSIONS).contains("json-schema-2020-12-preservation");
    assertThat(run.passedOfAuthorization()).isEqualTo(authorization + EXTENSIONS.size());
    assertThat(run.passed()).hasSize(scored + EXTENSIONS.size() + 1);
    REPORT.add(
        "%s: %d scored scenarios passed (%d of authorization) and 6 of extensions, %d checks; not %s"
            .formatted(revision, scored, authorization, run.checks(), run.failed()));
  }
}
