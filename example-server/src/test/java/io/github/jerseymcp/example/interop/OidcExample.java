package io.github.jerseymcp.example.interop;

import io.github.jerseymcp.example.ExampleServer;
import io.github.jerseymcp.example.Options;
import io.github.jerseymcp.testsupport.Opened;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An oidc-provider, and an example that takes its tokens and wants nonces in proofs; both run while
 * the tests of a class do. To be a static field with {@code @RegisterExtension}.
 */
final class OidcExample implements BeforeAllCallback, AfterAllCallback {

  private final Opened opened = Opened.forAllTests();
  private final boolean people;
  private OidcProvider provider;
  private ExampleServer server;

  OidcExample() {
    this(false);
  }

  private OidcExample(boolean people) {
    this.people = people;
  }

  /** With users, who sign in for clients that nobody registered beforehand. */
  static OidcExample withPeople() {
    return new OidcExample(true);
  }

  OidcProvider provider() {
    return provider;
  }

  String publicUrl() {
    return server.publicUrl();
  }

  /** The MCP endpoint. */
  String endpoint() {
    return publicUrl() + "/mcp";
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    provider = opened.open(people ? OidcProvider.startWithPeople() : OidcProvider.start());
    server =
        opened.open(
            ExampleServer.start(
                Options.parse("--port", "0", "--issuer", provider.issuer(), "--dpop-nonce")));
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    opened.afterAll(context);
  }
}
