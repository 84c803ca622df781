package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.github.jerseymcp.testsupport.Opened;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A real browser, and a page that is an MCP client: it knows the address of the server and nothing
 * else. Skipped where there is no Chromium.
 */
@Tag("once")
final class BrowserTest {

  @RegisterExtension static final Opened OPENED = Opened.forAllTests();

  private static ClientPage clientPage;
  private static ClientPage strangersPage;
  private static ExampleServer server;
  private static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    Chromium.need();
    clientPage = OPENED.open(ClientPage.serve());
    strangersPage = OPENED.open(ClientPage.serve());
    server =
        OPENED.open(
            ExampleServer.start(
                Options.parse("--port", "0", "--allowed-origin", clientPage.origin())));
    browser = OPENED.open(Chromium.start());
  }

  @Test
  void aScriptOnAnAllowedOriginReadsTheChallenge() {
    Page page = browser.page();
    page.navigate(clientPage.origin() + "/");

    assertThat(page.evaluate("url => challenge(url)", server.localUrl() + "/mcp"))
        .asString()
        .startsWith(
            "401 Bearer scope=\"mcp:tools:read mcp:tools:call notes:read notes:write\", resource_metadata=\""
                + server.localUrl()
                + "/.well-known/oauth-protected-resource/mcp\"");
  }

  @Test
  void aScriptOnAnotherOriginReadsNothing() {
    Page page = browser.page();
    page.navigate(strangersPage.origin() + "/");

    assertThat(page.evaluate("url => challenge(url)", server.localUrl() + "/mcp"))
        .isEqualTo("TypeError: Failed to fetch");
  }

  @Test
  void aPageFindsItsWayFromTheChallengeToAToolCall() {
    Page page = browser.page();
    page.navigate(clientPage.origin() + "/");
    page.evaluate("url => signIn(url)", server.localUrl() + "/mcp");
    page.waitForURL("**/authorize?**");

    assertThat(page.content()).contains("development", "Test page", "mcp:tools:read");
    page.check("input[value=bob]");
    page.click("button[value=approve]");
    page.waitForURL(clientPage.origin() + "/?code=**");

    assertThat((String) page.evaluate("() => finish()"))
        .contains("\"subject\":\"bob\"")
        .contains("\"isError\":false");
  }
}
