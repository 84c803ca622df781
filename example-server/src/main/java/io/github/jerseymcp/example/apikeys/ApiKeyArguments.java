package io.github.jerseymcp.example.apikeys;

import io.github.jerseymcp.credential.VerifiedCredential;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The command line about API keys. */
@Command(
    name = "example-server api-keys",
    description = "Makes, lists and revokes the API keys of a server that runs with --api-keys.",
    usageHelpAutoWidth = true,
    footer = {
      "",
      "A new key is printed to the standard output, once, and nothing else; what is said of it goes",
      "to the standard error. The variable "
          + ApiKeyArguments.VARIABLE
          + " names the store, so that its password",
      "stands in no command line. Exit code: 0 done, 1 no such key or a key cannot be made so, 2 bad",
      "command line, 3 the store cannot be reached."
    })
final class ApiKeyArguments {

  /** The variable that names the store. */
  static final String VARIABLE = "MCP_API_KEYS";

  private static final String USAGE =
      "api-keys takes create --subject NAME --resource URL, list, or revoke ID, each with --store"
          + " jdbc:... or the variable "
          + VARIABLE
          + ": see api-keys --help";

  /** What to do. */
  enum Action {
    CREATE,
    LIST,
    REVOKE
  }

  @Parameters(index = "0", paramLabel = "create|list|revoke", description = "What to do.")
  private @Nullable Action action;

  @Parameters(
      index = "1..*",
      paramLabel = "ID",
      description = "The keys to revoke, by their identifiers or whole.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--store",
      paramLabel = "URL",
      description = "Where keys are kept: jdbc:postgresql://... or jdbc:h2:...")
  private @Nullable String store;

  @Option(names = "--subject", paramLabel = "NAME", description = "Whom the key names.")
  private @Nullable String subject;

  @Option(names = "--client", paramLabel = "NAME", description = "The program that gets the key.")
  private @Nullable String client;

  @Option(
      names = "--resource",
      paramLabel = "URL",
      description = "What the key is good for, such as https://mcp.example.com/mcp; repeatable.")
  private List<String> resources = new ArrayList<>();

  @Option(names = "--scope", description = "A scope that the key grants; repeatable.")
  private List<String> scopes = new ArrayList<>();

  @Option(names = "--days", description = "How long the key lives (default: ${DEFAULT-VALUE}).")
  private int days = 90;

  @Option(names = "--most", description = "How many keys to list (default: ${DEFAULT-VALUE}).")
  private int most = 100;

  @Option(names = "--help", usageHelp = true, description = "Print this and stop.")
  private boolean help;

  /** A command line that is not understood; the message says what is. */
  static final class BadArgumentsException extends Exception {

    private static final long serialVersionUID = 1L;

    BadArgumentsException() {
      super(USAGE);
    }
  }

  static ApiKeyArguments read(Map<String, String> environment, String... typed)
      throws BadArgumentsException {
    ApiKeyArguments read = new ApiKeyArguments();
    try {
      new CommandLine(read).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(typed);
    } catch (ParameterException e) {
      throw new BadArgumentsException();
    }
    if (read.store == null) {
      read.store = environment.get(VARIABLE);
    }
    if (!read.help && !read.isWhole()) {
      throw new BadArgumentsException();
    }
    return read;
  }

  private boolean isWhole() {
    boolean makes = action == Action.CREATE;
    boolean describes = subject != null && !subject.isBlank() && !resources.isEmpty();
    return store != null
        && OpenApiKeys.isAddress(store)
        && makes == describes
        && (action == Action.REVOKE) != ids.isEmpty()
        && days >= 1
        && days <= 36_500
        && most >= 1
        && most <= 1_000;
  }

  static String usage() {
    return new CommandLine(new ApiKeyArguments()).getUsageMessage();
  }

  boolean asksForHelp() {
    return help;
  }

  Action action() {
    return action == null ? Action.LIST : action;
  }

  List<String> ids() {
    return ids;
  }

  String store() {
    return store == null ? "" : store;
  }

  int most() {
    return most;
  }

  /** What the new key says; throws IllegalArgumentException if no key can. */
  VerifiedCredential holder(Instant now) {
    VerifiedCredential holder =
        VerifiedCredential.of(
                subject == null ? "" : subject,
                now.plus(Duration.ofDays(days)),
                resources.toArray(String[]::new))
            .withScopes(scopes);
    return client == null ? holder : holder.withClient(client);
  }
}
