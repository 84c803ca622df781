package io.github.jerseymcp.example;

import io.github.jerseymcp.example.mcp.McpServers;
import io.github.jerseymcp.example.mcp.Sharing;
import io.github.jerseymcp.example.notes.NoteStore;
import io.github.jerseymcp.example.notes.NotesDatabase;
import io.github.jerseymcp.explain.Explanation;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.server.McpSecurity;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.glassfish.jersey.server.ApplicationHandler;

/**
 * Says what the server, with the same options, would answer to a request: {@code [options] explain
 * [--token T] METHOD PATH [OPERATION [NAME]]}. Opens no port, and touches neither the notes nor the
 * replay store of the options.
 */
final class ExplainCommand {

  /** The token, so that it does not stand in a command line that others can see. */
  static final String VARIABLE = "MCP_TOKEN";

  private static final String NAME = "explain";
  private static final int REFUSED = 1;
  private static final int LONGEST_TOKEN = 1 << 20;

  private final Map<String, String> environment;
  private final InputStream in;
  private final PrintStream out;

  ExplainCommand(Map<String, String> environment, InputStream in, PrintStream out) {
    this.environment = environment;
    this.in = in;
    this.out = out;
  }

  /** Whether a command line asks for an explanation. */
  static boolean isIn(String... arguments) {
    return Arrays.asList(arguments).contains(NAME);
  }

  /** The exit code: 0 if the request would be accepted, 1 if it would be refused. */
  int run(String... arguments) throws BadCommandLineException {
    int at = Arrays.asList(arguments).indexOf(NAME);
    Options options = Options.parse(environment, Arrays.copyOfRange(arguments, 0, at));
    ExplainArguments asked =
        ExplainArguments.parse(List.of(arguments).subList(at + 1, arguments.length));
    Explanation explanation = explain(options, asked, token(asked));
    out.print(explanation);
    out.flush();
    return explanation.accepted() ? 0 : REFUSED;
  }

  private String token(ExplainArguments asked) throws BadCommandLineException {
    if (!asked.token().equals(Optional.of("-"))) {
      return asked.token().orElseGet(() -> environment.getOrDefault(VARIABLE, "")).strip();
    }
    try {
      return new String(in.readNBytes(LONGEST_TOKEN), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new BadCommandLineException(List.of("The token cannot be read from the input"));
    }
  }

  private static Explanation explain(Options options, ExplainArguments asked, String token)
      throws BadCommandLineException {
    InstantSource clock = InstantSource.system();
    Optional<ReplayStore> store =
        options.dpopMode() == DpopMode.OFF
            ? Optional.empty()
            : Optional.of(new InMemoryReplayStore(clock));
    List<String> issuers =
        options.isDevelopment()
            ? List.of("http://127.0.0.1:" + (options.port() + 1))
            : options.issuers();
    try (NotesDatabase notes = NotesDatabase.inMemory();
        McpServers servers =
            new McpServers(
                new NoteStore(notes.dataSource(), clock), options.sessions(), Sharing.nothing())) {
      ApplicationHandler application =
          new ApplicationHandler(
              ExampleApplication.create(
                  options,
                  options.port(),
                  publicUrl(options),
                  issuers,
                  servers,
                  store,
                  Optional.empty(),
                  Optional.empty()));
      McpSecurity security = McpSecurity.of(application.getConfiguration());
      try {
        return asked
            .operation()
            .map(
                operation ->
                    security.explainOperation(
                        token, asked.path(), operation, asked.name().orElse("")))
            .orElseGet(() -> security.explain(token, asked.path(), asked.method()));
      } finally {
        application.onShutdown(null);
      }
    } catch (IllegalArgumentException e) {
      throw new BadCommandLineException(List.of(String.valueOf(e.getMessage())));
    }
  }

  private static String publicUrl(Options options) {
    String host = options.host();
    boolean isBareIpv6 = host.indexOf(':') >= 0 && !host.startsWith("[");
    return options
        .publicUrl()
        .orElseGet(
            () ->
                options.scheme()
                    + "://"
                    + (isBareIpv6 ? "[" + host + "]" : host)
                    + ":"
                    + options.port());
  }
}
