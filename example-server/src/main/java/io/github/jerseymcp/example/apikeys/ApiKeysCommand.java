package io.github.jerseymcp.example.apikeys;

import io.github.jerseymcp.apikey.ApiKeyStoreUnavailableException;
import io.github.jerseymcp.apikey.ApiKeys;
import io.github.jerseymcp.apikey.CreatedApiKey;
import io.github.jerseymcp.apikey.StoredApiKey;
import io.github.jerseymcp.credential.VerifiedCredential;
import io.github.jerseymcp.example.apikeys.ApiKeyArguments.BadArgumentsException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes, lists and revokes API keys. */
public final class ApiKeysCommand {

  private static final Pattern WHOLE_KEY =
      Pattern.compile("^mcp_([a-z2-9]{16})_.*$", Pattern.DOTALL);
  private static final int DONE = 0;
  private static final int NOT_DONE = 1;
  private static final int BAD_COMMAND_LINE = 2;
  private static final int NOT_REACHED = 3;

  private final Map<String, String> environment;
  private final InstantSource clock;
  private final PrintStream out;
  private final PrintStream err;

  /** A command that prints here. */
  public ApiKeysCommand(
      Map<String, String> environment, InstantSource clock, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.clock = clock;
    this.out = out;
    this.err = err;
  }

  /** Follows a command line, and answers the exit code of the process. */
  public int run(String... arguments) {
    try {
      ApiKeyArguments typed = ApiKeyArguments.read(environment, arguments);
      if (typed.asksForHelp()) {
        out.print(ApiKeyArguments.usage());
        return DONE;
      }
      try (OpenApiKeys store = OpenApiKeys.at(typed.store())) {
        return follow(typed, store.keys(clock));
      }
    } catch (BadArgumentsException e) {
      return said(BAD_COMMAND_LINE, e);
    } catch (ApiKeyStoreUnavailableException e) {
      return said(NOT_REACHED, e);
    } catch (IllegalArgumentException e) {
      return said(NOT_DONE, e);
    } finally {
      out.flush();
    }
  }

  private int said(int exitCode, Exception problem) {
    err.println("example-server: " + problem.getMessage());
    return exitCode;
  }

  private int follow(ApiKeyArguments typed, ApiKeys keys) {
    return switch (typed.action()) {
      case CREATE -> create(keys, typed.holder(clock.instant()));
      case LIST -> list(keys, typed.most());
      case REVOKE -> typed.ids().stream().mapToInt(id -> revoke(keys, id)).max().orElse(NOT_DONE);
    };
  }

  private int create(ApiKeys keys, VerifiedCredential holder) {
    CreatedApiKey made = keys.create(holder);
    out.println(made.key());
    err.println(
        "Key "
            + made.id()
            + " of "
            + holder.subject()
            + " ends at "
            + holder.expiresAt()
            + "; it is shown this once");
    return DONE;
  }

  private int list(ApiKeys keys, int most) {
    for (StoredApiKey key : keys.latest(most)) {
      VerifiedCredential holder = key.holder();
      out.println(
          String.join(
              "\t",
              key.id(),
              state(key),
              printable(holder.subject()),
              printable(holder.client().orElse("-")),
              printable(String.join(" ", holder.scopes())),
              printable(String.join(" ", holder.resources()))));
    }
    return DONE;
  }

  private String state(StoredApiKey key) {
    Instant end = key.holder().expiresAt();
    return key.revokedAt()
        .map(at -> "revoked at " + at)
        .orElse((end.isAfter(clock.instant()) ? "ends at " : "ended at ") + end);
  }

  /** Whoever else writes to the table decides nothing about a terminal. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  /** Whoever finds a key has the whole of it, of which no more than the public part is printed. */
  private int revoke(ApiKeys keys, String named) {
    String id = WHOLE_KEY.matcher(named).replaceFirst("$1");
    boolean revoked = keys.revoke(id);
    err.println(
        revoked
            ? "Key " + printable(id) + " is revoked; servers see it within half a minute"
            : "There is no key " + printable(id) + " that is not revoked");
    return revoked ? DONE : NOT_DONE;
  }
}
