package io.github.jerseymcp.mcp.modern;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jerseymcp.mcp.HeardEvents;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each refusal of a well-formed request of MCP 2026-07-28 as it leaves over HTTP, compared with the
 * table of the manual: for {@code server/discover}, by which clients of both eras find out what a
 * server speaks, and for any other method.
 */
@Tag("once")
class RefusalTableTest {

  private static final Path PAGE = Path.of("docs/refusals.md");
  private static final String DISCOVER = "server/discover";
  private static final int UNKNOWN_VERSION = -32022;

  /** Where a request meets none of these unless it is itself wrong; others have rows for them. */
  private static final Set<RpcError> OF_THE_REQUEST =
      Set.of(
          RpcError.PARSE,
          RpcError.INVALID_REQUEST,
          RpcError.NOT_ACCEPTABLE,
          RpcError.TOO_COSTLY,
          RpcError.TOO_LARGE,
          RpcError.UNKNOWN_METHOD,
          RpcError.UNFIT_PARAMS,
          RpcError.UNKNOWN_RESOURCE,
          RpcError.MIRROR_MISMATCH,
          RpcError.MISSING_CAPABILITY,
          RpcError.UNKNOWN_VERSION,
          RpcError.UNKNOWN_CURSOR,
          RpcError.UNFIT_STATE);

  /** Only tools are counted, and only handlers ask and get answers, which have states. */
  private static final Set<RpcError> OF_TOOLS =
      Set.of(
          RpcError.TOO_OFTEN,
          RpcError.NOT_COUNTED,
          RpcError.UNANSWERED,
          RpcError.TOO_MANY_STATES,
          RpcError.STATES_UNKNOWN);

  /** Nothing of the server is open: {@code ModernOpenTest} has one that opens something. */
  private static final Set<RpcError> OF_OPEN = Set.of(RpcError.TOO_MANY_ANONYMOUS);

  private static final Set<RpcError> OF_SESSIONS =
      Set.of(
          RpcError.ALREADY_INITIALIZED,
          RpcError.REUSED_ID,
          RpcError.SESSION_REQUIRED,
          RpcError.SESSION_NOT_FOUND,
          RpcError.NOT_RESUMABLE,
          RpcError.STREAM_OVER,
          RpcError.TOO_MANY_SESSIONS,
          RpcError.TOO_MANY_SUBSCRIPTIONS);

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void isAsTheManualHasItAndSendsNobodyBackToOlderVersions() throws Exception {
    Map<String, String> table = new TreeMap<>();
    for (Map.Entry<String, Provocation> each : Provocations.all().entrySet()) {
      String any = said(provoke(each.getKey(), each.getValue(), "tools/list"));
      Reply discovery = provoke(each.getKey(), each.getValue(), DISCOVER);
      assertThat(fallsBack(discovery)).as(each.getKey() + " " + discovery).isFalse();
      table.put(
          each.getKey(), "| `" + each.getKey() + "` | " + any + " | " + said(discovery) + " |");
    }

    List<String> lines = Files.readAllLines(PAGE);
    assertThat(lines).as(String.join("\n", table.values())).containsAll(table.values());
  }

  /** A new cause needs a provocation, or a reason why no such request meets it. */
  @Test
  void hasARowForEachCauseThatARequestWithoutFaultMayMeet() {
    Set<String> rows = Provocations.all().keySet();

    assertThat(
            Stream.of(RpcError.values())
                .filter(error -> new ModernTerms(false).of(error) == error)
                .filter(error -> !OF_THE_REQUEST.contains(error))
                .filter(error -> !OF_TOOLS.contains(error))
                .filter(error -> !OF_SESSIONS.contains(error))
                .filter(error -> !OF_OPEN.contains(error))
                .map(RpcError::code)
                .collect(toSet()))
        .isSubsetOf(rows);
    assertThat(
            Stream.of(Reason.values())
                .filter(reason -> reason.status() == 408 || reason.status() == 429)
                .filter(reason -> reason != Reason.TOO_MANY_PROOFS)
                .map(Reason::code)
                .collect(toSet()))
        .isSubsetOf(rows);
  }

  private static Reply provoke(String cause, Provocation provocation, String method)
      throws Exception {
    HeardEvents heard = new HeardEvents();
    try (ModernServer server = provocation.server().start(heard)) {
      Reply reply = provocation.request().send(server, method);
      HeardEvents.await(() -> heard.refused().contains(cause));
      assertThat(reply.body()).doesNotContain(ModernProbe.SECRET);
      return reply;
    } catch (AssertionError e) {
      throw new AssertionError(cause + " of " + method + ": " + heard.refused(), e);
    }
  }

  /** The status, and the code of the error where it has one. */
  private static String said(Reply reply) throws Exception {
    JsonNode error = JSON.readTree(reply.body()).path("error");
    String code = error.isTextual() ? error.asText() : error.path("code").asText();
    return code.isEmpty() ? reply.status() + "" : reply.status() + ", " + code;
  }

  /**
   * As {@code probeClassifier} of the TypeScript client 2.4.0 judges: what is no result and no
   * error of the version is the answer of an older server, unless it says that somebody must sign
   * in, or that the server failed.
   */
  private static boolean fallsBack(Reply reply) throws Exception {
    int status = reply.status();
    if (status == 401 || status == 403 || status >= 500) {
      return false;
    }
    JsonNode error = JSON.readTree(reply.body()).path("error");
    return error.path("code").asInt() != UNKNOWN_VERSION
        || error.path("data").path("supported").isEmpty();
  }
}
