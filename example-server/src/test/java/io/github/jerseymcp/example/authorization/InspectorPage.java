package io.github.jerseymcp.example.authorization;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.github.jerseymcp.example.interop.NodePackages;
import io.github.jerseymcp.testsupport.process.ChildProcess;
import io.github.jerseymcp.testsupport.process.FreePort;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page of the MCP Inspector in the browser of one user, and the program that serves it. The
 * page asks that program, which calls the MCP server; the user signs in in the browser itself.
 */
final class InspectorPage implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern SCOPE = Pattern.compile("[?&]scope=([^&]*)");
  private static final Pattern TIME = Pattern.compile("\\d+:\\d\\d:\\d\\d");

  private final Page page;
  private final ChildProcess program;
  private final String user;
  private final List<String> consents = new ArrayList<>();

  private InspectorPage(Page page, ChildProcess program, String user) {
    this.page = page;
    this.program = program;
    this.user = user;
    page.setDefaultTimeout((double) PATIENCE.toMillis());
  }

  /** Of a user whose settings name one server and these scopes. */
  static InspectorPage open(Page page, String url, String scopes, String user) throws Exception {
    Path home = Files.createTempDirectory("mcp");
    Path servers = home.resolve("mcp.json");
    Files.writeString(
        servers,
        """
        {"mcpServers":{"notes":{"type":"streamable-http","url":"%s","oauth":{"scopes":"%s"}}}}
        """
            .formatted(url, scopes));
    ChildProcess program = serve(home, servers);
    try {
      InspectorPage inspector = new InspectorPage(page, program, user);
      String line = program.awaitLine(each -> each.contains("_API_TOKEN="), PATIENCE);
      page.navigate(line.strip());
      return inspector;
    } catch (RuntimeException | InterruptedException e) {
      program.close();
      throw e;
    }
  }

  private static ChildProcess serve(Path home, Path servers) throws IOException {
    Map<String, String> environment =
        Map.of(
            "HOME",
            home.toString(),
            "HOST",
            "127.0.0.1",
            "CLIENT_PORT",
            String.valueOf(FreePort.next()),
            "MCP_SANDBOX_PORT",
            "0",
            "MCP_STORAGE_DIR",
            home.resolve("storage").toString(),
            "MCP_INSPECTOR_SECRET_STORE",
            "memory",
            "MCP_AUTO_OPEN_ENABLED",
            "false");
    return NodePackages.program(
        "mcp-inspector", environment, "--web", "--catalog", servers.toString());
  }

  /** The scopes that the user has consented to, each time. */
  List<String> consents() {
    return List.copyOf(consents);
  }

  /** Chooses the era in the settings of the server, by the beginning of its name there. */
  void choose(String era) {
    button("Settings").click();
    page.getByLabel("Protocol Era").first().click();
    page.getByRole(AriaRole.OPTION, named(Pattern.compile("^" + era))).click();
    dialog().getByRole(AriaRole.BUTTON, inside("Close")).click();
  }

  /** Connects, by which the user has to sign in. */
  void connect() {
    page.getByRole(AriaRole.SWITCH, named(Pattern.compile("^Connect")))
        .click(new Locator.ClickOptions().setForce(true));
    signIn();
  }

  /** Agrees to what a call lacks scopes for, and signs in for it. */
  void stepUp() {
    dialog().getByRole(AriaRole.BUTTON, inside("Authorize")).click();
    signIn();
    // What it shows of each message takes more time than the messages do.
    button("Close monitoring sidebar").click();
  }

  private void signIn() {
    page.waitForURL("**/authorize?**");
    Matcher scope = SCOPE.matcher(page.url());
    consents.add(
        scope.find() ? URLDecoder.decode(scope.group(1), StandardCharsets.UTF_8) : "no scope");
    page.check("input[value=" + user + "]");
    page.click("button[value=approve]");
    page.locator("[data-testid=connection-status][data-status=connected]").waitFor();
  }

  List<String> tools() {
    show("Tools");
    Locator screen = page.locator("[data-testid=tools-screen]:not([data-tool-count='0'])");
    screen.waitFor();
    return screen.getByRole(AriaRole.BUTTON).allInnerTexts().stream().map(String::strip).toList();
  }

  /** Fills the form of a tool. */
  void prepare(String tool, Map<String, String> arguments) {
    show("Tools");
    screen().getByRole(AriaRole.BUTTON, inside(tool)).click();
    arguments.forEach((name, value) -> field(name).fill(value));
  }

  /** Writes JSON into the editor that stands for an argument without a field. */
  void write(String argument, String json) {
    screen().getByRole(AriaRole.TEXTBOX, inside(Pattern.compile("^" + argument))).focus();
    page.keyboard().insertText(json);
  }

  void execute() {
    button("Execute Tool").click();
  }

  /** Waits for an answer with this text, and puts it away. */
  void answered(String text) {
    Locator answer =
        page.locator(
            "[data-testid=tools-screen]:is([data-call-status=ok],[data-call-status=error])");
    answer.getByText(text).first().waitFor();
    answer.getByRole(AriaRole.BUTTON, inside(Pattern.compile("^Close (results|error)$"))).click();
  }

  /** Cancels the call that runs, and waits until the page says so. */
  void cancel() {
    screen().getByRole(AriaRole.BUTTON, inside("Cancel")).click();
    page.getByText("Tool call cancelled").waitFor();
    page.locator("[data-testid=tools-screen][data-call-status=idle]").waitFor();
  }

  /** Waits until the page asks for this scope beside those that it has. */
  void asksForScope(String scope) {
    dialog()
        .getByRole(AriaRole.LISTITEM)
        .filter(new Locator.FilterOptions().setHasText(scope))
        .getByText("new")
        .waitFor();
  }

  /** Waits until the user is asked this. */
  void asked(String question) {
    dialog().getByText(question).waitFor();
  }

  /** Gives that answer. */
  void answer(String button) {
    dialog().getByRole(AriaRole.BUTTON, inside(button)).click();
  }

  void watch(String template, String id) {
    show("Resources");
    page.locator("[data-testid=resources-screen]")
        .getByRole(AriaRole.BUTTON, inside(template))
        .click();
    field("id").fill(id);
    button("Read Resource").click();
    Locator preview = page.locator("[data-testid=resource-preview]");
    preview.getByRole(AriaRole.BUTTON, inside("Subscribe")).click();
    preview.getByRole(AriaRole.BUTTON, inside("Unsubscribe")).waitFor();
  }

  void endWatch() {
    show("Resources");
    page.locator("[data-testid=resource-preview]")
        .getByRole(AriaRole.BUTTON, inside("Unsubscribe"))
        .click();
  }

  /** How many times there are at which the page was last told of a change. */
  int changes() {
    show("Resources");
    return times().count();
  }

  /** Waits until the page is told of a change. */
  void toldOfChange() {
    show("Resources");
    times().waitFor();
  }

  private Locator times() {
    return page.getByRole(AriaRole.REGION, named(Pattern.compile("^Subscriptions \\(1\\)")))
        .getByText(TIME);
  }

  private void show(String screen) {
    page.getByRole(AriaRole.BANNER)
        .first()
        .getByText(screen, new Locator.GetByTextOptions().setExact(true))
        .click();
  }

  private Locator screen() {
    return page.locator("[data-testid=tools-screen]");
  }

  private Locator dialog() {
    return page.getByRole(AriaRole.DIALOG);
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator field(String name) {
    return page.getByRole(AriaRole.TEXTBOX, new GetByRoleOptions().setName(name).setExact(true));
  }

  private static GetByRoleOptions named(Pattern name) {
    return new GetByRoleOptions().setName(name);
  }

  private static Locator.GetByRoleOptions inside(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator.GetByRoleOptions inside(Pattern name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  @Override
  public void close() {
    try {
      page.context().close();
    } finally {
      program.close();
    }
  }
}
