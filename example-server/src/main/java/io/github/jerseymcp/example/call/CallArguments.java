package io.github.jerseymcp.example.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.jerseymcp.fetch.FetchPolicy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line of a call. */
@Command(
    name = "example-server call",
    description =
        "Signs in to an MCP server through the browser, or starts a local one, and lists its tools or"
            + " calls one of them.",
    usageHelpAutoWidth = true,
    footer = {
      "",
      "A sign-in is kept until the command ends. With the variable "
          + CallArguments.VARIABLE
          + ", that",
      "token is sent and nobody signs in.",
      "What the server says is checked: what breaks a rule is not printed, and each rule is told.",
      "Exit code: 0 done, 1 the tool or the server said no, 2 bad command line, 3 not reached or not",
      "signed in, 4 something that the server said was refused here."
    })
final class CallArguments {

  /** The variable that a token is taken from. */
  static final String VARIABLE = "MCP_CALL_TOKEN";

  private static final String USAGE =
      "call takes --server URL or --stdio -- COMMAND, --tool NAME, --arguments JSON, --no-browser and"
          + " --json: see call --help";

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The MCP endpoint: https, or http on loopback.")
  private @Nullable String server;

  @Option(names = "--tool", paramLabel = "NAME", description = "Call it (default: list all).")
  private @Nullable String tool;

  @Option(
      names = "--arguments",
      paramLabel = "JSON",
      description = "What to call it with (default: {}).")
  private @Nullable String arguments;

  @Option(
      names = "--no-browser",
      description =
          "Print where to sign in, and open nothing. The browser must be on this machine, or reach"
              + " the port of the printed redirect_uri here.")
  private boolean noBrowser;

  @Option(
      names = "--network",
      paramLabel = "RANGE",
      description =
          "Ask for documents and tokens in this network too, such as 10.0.0.0/8; repeatable"
              + " (default: on the open internet alone).")
  private List<String> networks = new ArrayList<>();

  @Mixin private LocalArguments local = new LocalArguments();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Option(
      names = "--pins",
      paramLabel = "DIRECTORY",
      description =
          "Remember there which tools were listed, say how they have changed since, and call none"
              + " that has.")
  private @Nullable String pins;

  @Option(
      names = "--scheme",
      paramLabel = "NAME",
      description = "Take addresses of this scheme in answers, beside https; repeatable.")
  private List<String> schemes = new ArrayList<>();

  @Option(names = "--help", usageHelp = true, description = "Print this and stop.")
  private boolean help;

  /** A command line that is not understood; the message says what is. */
  static final class BadArgumentsException extends Exception {

    private static final long serialVersionUID = 1L;

    BadArgumentsException(String message) {
      super(message);
    }
  }

  static CallArguments read(String... typed) throws BadArgumentsException {
    CallArguments read = new CallArguments();
    try {
      new CommandLine(read).parseArgs(typed);
    } catch (ParameterException e) {
      throw new BadArgumentsException(USAGE);
    }
    boolean oneServer = (read.server != null) != read.local.isAskedFor();
    boolean whole = read.local.isWhole() && (read.arguments == null || read.tool != null);
    if (!read.help && !(oneServer && whole)) {
      throw new BadArgumentsException(USAGE);
    }
    return read;
  }

  static String usage() {
    return new CommandLine(new CallArguments()).getUsageMessage();
  }

  boolean asksForHelp() {
    return help;
  }

  /** A server to start, in place of an address. */
  Optional<LocalArguments> local() {
    return local.isAskedFor() ? Optional.of(local) : Optional.empty();
  }

  String server() {
    return server == null ? "" : server;
  }

  Optional<String> tool() {
    return Optional.ofNullable(tool);
  }

  FetchPolicy fetch() {
    return FetchPolicy.strict().withAddresses(networks.toArray(String[]::new));
  }

  boolean opensABrowser() {
    return !noBrowser;
  }

  /** Schemes of addresses that are taken. */
  Set<String> schemes() {
    Set<String> all = new LinkedHashSet<>(schemes);
    all.add("https");
    return all;
  }

  /** What is known of the tools of that server. */
  RememberedTools remembered() throws BadArgumentsException {
    String identity = local.isAskedFor() ? local.identity() : server();
    try {
      return pins == null
          ? RememberedTools.forNow(identity)
          : RememberedTools.in(Path.of(pins).toAbsolutePath().normalize(), identity);
    } catch (InvalidPathException e) {
      throw new BadArgumentsException("--pins must be a path");
    }
  }

  boolean json() {
    return json;
  }

  Map<String, Object> arguments() throws BadArgumentsException {
    try {
      Map<String, Object> read =
          JsonMapper.builder()
              .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .build()
              .readValue(arguments == null ? "{}" : arguments, new TypeReference<>() {});
      if (read != null) {
        return read;
      }
    } catch (JsonProcessingException e) {
      // Its message would repeat what was typed.
    }
    throw new BadArgumentsException(
        "--arguments must be a JSON object, such as '{\"text\":\"hello\"}'");
  }
}
