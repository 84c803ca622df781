package io.github.jerseymcp.example;

import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.Opened;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The examples that the tests of a class call, closed after the last test. To be a static field
 * with {@code @RegisterExtension}.
 */
final class RunningExamples implements AfterAllCallback {

  private final Opened opened = Opened.forAllTests();
  private TestIssuer issuer;

  /** The issuer of the tests, which runs from its first use on. */
  TestIssuer issuer() {
    if (issuer == null) {
      issuer = opened.open(TestIssuer.start());
    }
    return issuer;
  }

  /** Starts an example with an authorization server of its own. */
  ExampleServer start(String... options) throws Exception {
    return start(Map.of(), List.of(options));
  }

  /** Starts an example that takes the tokens of the issuer. */
  ExampleServer startForIssuer(String... options) throws Exception {
    return startForIssuer(Map.of(), options);
  }

  /** The same with variables of the environment. */
  ExampleServer startForIssuer(Map<String, String> environment, String... options)
      throws Exception {
    List<String> all = new ArrayList<>(List.of("--issuer", issuer().issuer()));
    all.addAll(List.of(options));
    return start(environment, all);
  }

  private ExampleServer start(Map<String, String> environment, List<String> options)
      throws Exception {
    List<String> all = new ArrayList<>(List.of("--port", "0"));
    all.addAll(options);
    return opened.open(ExampleServer.start(Options.parse(environment, all.toArray(String[]::new))));
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    opened.afterAll(context);
  }
}
