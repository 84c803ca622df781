package io.github.jerseymcp.example.call;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.client.Grant;
import io.github.jerseymcp.client.McpAuthorization;
import io.github.jerseymcp.client.McpAuthorizationBuilder;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.signin.UserAgent;
import io.github.jerseymcp.content.ToolChanges;
import io.github.jerseymcp.example.call.CallArguments.BadArgumentsException;
import io.github.jerseymcp.example.call.RememberedTools.UnusableException;
import io.github.jerseymcp.example.doctor.finding.SafeText;
import io.modelcontextprotocol.modern.client.transport.McpHttpStatusException;
import io.modelcontextprotocol.spec.McpError;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Signs in to a server, and lists its tools or calls one. */
public final class CallCommand {

  private static final int DONE = 0;
  private static final int REFUSED = 1;
  private static final int BAD_COMMAND_LINE = 2;
  private static final int NOT_REACHED = 3;
  private static final int REFUSED_HERE = 4;

  /** A user signs in meanwhile. */
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  /** Nobody signs in at a local server. */
  private final Duration localBeginning;

  private final Map<String, String> environment;
  private final UserAgent browser;
  private final PrintStream out;
  private final SafeText texts = new SafeText();
  private final Progress progress;

  /** A command that opens that browser, and prints here. */
  public CallCommand(
      Map<String, String> environment, UserAgent browser, PrintStream out, PrintStream err) {
    this(environment, browser, Duration.ofMinutes(1), out, err);
  }

  CallCommand(
      Map<String, String> environment,
      UserAgent browser,
      Duration localBeginning,
      PrintStream out,
      PrintStream err) {
    this.localBeginning = localBeginning;
    this.environment = environment;
    this.browser = browser;
    this.out = out;
    this.progress = new Progress(err, texts);
  }

  /** Follows a command line, and answers the exit code of the process. */
  public int run(String... arguments) {
    try {
      CallArguments typed = CallArguments.read(arguments);
      if (typed.asksForHelp()) {
        out.print(CallArguments.usage());
        return DONE;
      }
      Map<String, Object> call = typed.arguments();
      AnswerRules rules = new AnswerRules(typed.schemes());
      RememberedTools remembered = typed.remembered();
      try (ServerConnection server = connect(typed)) {
        return use(server, typed, call, rules, remembered);
      }
    } catch (BadArgumentsException | IllegalArgumentException | UnusableException e) {
      progress.say("example-server: " + e.getMessage());
      return BAD_COMMAND_LINE;
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  private ServerConnection connect(CallArguments typed) throws BadArgumentsException {
    if (typed.local().isPresent()) {
      return new LocalConnection(
          typed.local().get().command(progress), localBeginning, PATIENCE, progress);
    }
    McpAuthorization authorization = authorization(typed);
    return connect(URI.create(typed.server()), authorization);
  }

  private McpAuthorization authorization(CallArguments typed) {
    Optional<String> token = token();
    token.ifPresent(texts::hide);
    UserAgent shown =
        address -> {
          progress.say("Sign in at " + address.toASCIIString());
          if (typed.opensABrowser()) {
            open(address);
          }
        };
    McpAuthorizationBuilder builder =
        McpAuthorization.builder(
            typed.server(),
            token
                .map(text -> Grant.fixedToken(() -> text))
                .orElseGet(() -> Grant.authorizationCode(shown)));
    return builder
        .registrations(Registration.dynamic("jersey-mcp example client"))
        .fetch(typed.fetch())
        .dpop(token.isPresent() ? DpopUse.OFF : DpopUse.OPTIONAL)
        .build();
  }

  /** A machine without a desktop has none: whoever reads the address can still open it. */
  private void open(URI address) {
    try {
      browser.open(address);
    } catch (IOException e) {
      progress.say("No browser could be opened here: open that address yourself");
    }
  }

  /** By the newest version first; a server that does not know it is asked by the older ones. */
  private ServerConnection connect(URI server, McpAuthorization authorization) {
    progress.say("Asking " + server.getHost());
    try {
      return new ModernConnection(server, authorization.httpClient(), PATIENCE, progress);
    } catch (RuntimeException e) {
      if (Causes.of(e, IOException.class).isPresent()) {
        throw e;
      }
      try {
        return new SessionConnection(server, authorization.httpClient(), PATIENCE, progress);
      } catch (RuntimeException older) {
        throw telling(e, older);
      }
    }
  }

  /** A status says what is wrong; the SDK's client of older versions keeps it to itself. */
  private static RuntimeException telling(RuntimeException newer, RuntimeException older) {
    boolean other =
        Causes.of(older, IOException.class).isPresent()
            || Causes.of(older, McpError.class).isPresent();
    boolean status =
        Causes.of(newer, McpHttpStatusException.class)
            .filter(answer -> answer.statusCode() != 400)
            .isPresent();
    return status && !other ? newer : older;
  }

  private int use(
      ServerConnection server,
      CallArguments typed,
      Map<String, Object> arguments,
      AnswerRules rules,
      RememberedTools remembered) {
    progress.say("Reached: MCP " + server.version());
    CheckedAnswer answer;
    try {
      answer =
          typed.tool().isPresent()
              ? call(server, typed.tool().get(), arguments, rules, remembered)
              : remembered.listed(rules.tools(server.tools()));
    } catch (IllegalArgumentException e) {
      // By the SDK, of what the server sent: nobody here has typed that.
      return failed(e);
    }
    answer.refused().forEach(rule -> progress.say("Refused: " + rule));
    answer.changes().ifPresent(this::tell);
    CallReport report = new CallReport(out, texts);
    if (typed.json()) {
      report.document(server.version(), answer);
    } else {
      answer.result().ifPresent(typed.tool().isPresent() ? report::result : report::tools);
    }
    if (!answer.refused().isEmpty()) {
      return REFUSED_HERE;
    }
    return answer.isError() ? REFUSED : DONE;
  }

  private CheckedAnswer call(
      ServerConnection server,
      String tool,
      Map<String, Object> arguments,
      AnswerRules rules,
      RememberedTools remembered) {
    if (remembered.isKept()) {
      CheckedAnswer tools = rules.tools(server.tools());
      Optional<String> whyNot = tools.result().flatMap(list -> remembered.whyNot(tool, list));
      if (tools.result().isEmpty() || whyNot.isPresent()) {
        return CheckedAnswer.refused(
            Stream.concat(tools.refused().stream(), whyNot.stream()).toList());
      }
    }
    progress.say("Calling " + texts.of(tool));
    return rules.result(server.call(tool, arguments));
  }

  private void tell(ToolChanges changes) {
    changes.added().stream().sorted().forEach(name -> progress.say("New: " + name));
    changes.changed().stream().sorted().forEach(name -> progress.say("Changed: " + name));
    changes.removed().stream().sorted().forEach(name -> progress.say("Gone: " + name));
  }

  private int failed(RuntimeException failure) {
    CallFailure told = CallFailure.of(failure, token().isPresent(), texts);
    progress.say(told.sentence());
    return told.isAnswer() ? REFUSED : NOT_REACHED;
  }

  /** Nobody means an empty one as a token. */
  private Optional<String> token() {
    return Optional.ofNullable(environment.get(CallArguments.VARIABLE))
        .filter(text -> !text.isEmpty());
  }
}
