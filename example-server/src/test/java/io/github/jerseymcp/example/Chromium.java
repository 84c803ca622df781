package io.github.jerseymcp.example;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real browser. For one thread at a time. */
public final class Chromium implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/bin/chromium");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Skips the test where there is none. */
  public static void need() {
    assumeTrue(Files.isExecutable(PROGRAM), "Skipped: there is no Chromium at " + PROGRAM);
  }

  /** Starts it; the test is skipped where there is none. */
  public static Chromium start() {
    need();
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      return new Chromium(playwright, playwright.chromium().launch(options()));
    } catch (RuntimeException e) {
      playwright.close();
      throw e;
    }
  }

  private static BrowserType.LaunchOptions options() {
    return new BrowserType.LaunchOptions()
        .setExecutablePath(PROGRAM)
        .setArgs(
            List.of(
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync"));
  }

  /** A page that shares nothing with others, cookies included. */
  public Page page() {
    return browser.newPage();
  }

  @Override
  public void close() {
    playwright.close();
  }
}
