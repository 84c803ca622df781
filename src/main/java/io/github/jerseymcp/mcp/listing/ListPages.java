package io.github.jerseymcp.mcp.listing;

import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.message.AuthoriseOperation;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.state.SealedStates;
import io.github.jerseymcp.mcp.state.Viewer;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Answers lists as their callers may see them: in a stable order, by pages, with cursors that are
 * sealed for the view of one caller. The same for all versions of MCP. Thread-safe.
 */
public final class ListPages {

  private static final String CURSOR = "cursor";
  private static final TypeRef<Map<String, Object>> MEMBERS = new TypeRef<>() {};

  private final McpTransportSettings settings;
  private final ListFilter filter;
  private final SealedStates states;
  private final CheckedTools tools;

  public ListPages(McpTransportSettings settings, AuthoriseOperation rules, SealedStates states) {
    this.settings = settings;
    this.filter = new ListFilter(settings.filtersLists(), settings.lists().showsScopes(), rules);
    this.states = states;
    this.tools = new CheckedTools(settings.ticker());
  }

  /** The tools that were looked at. */
  public CheckedTools tools() {
    return tools;
  }

  /** Whether a method asks for a list. */
  public static boolean isList(String method) {
    return ListKind.of(method).isPresent();
  }

  /**
   * The answer to a request for a list of a server for older versions: an error if the server gives
   * one, or a {@link RefusedMessageException} for a cursor that is none of this caller and list.
   */
  public Mono<JSONRPCResponse> ofOlder(
      EndpointRequest request,
      IncomingMessage.Request message,
      Function<JSONRPCRequest, Mono<JSONRPCResponse>> server) {
    String method = message.operation().method();
    return of(
            request,
            message,
            "older",
            parameters ->
                server
                    .apply(new JSONRPCRequest("2.0", method, message.requestId(), parameters))
                    .flatMap(this::members))
        .map(members -> JSONRPCResponse.result(message.requestId(), members));
  }

  private Mono<Map<String, Object>> members(JSONRPCResponse response) {
    return response.error() == null
        ? Mono.just(settings.json().convertValue(response.result(), MEMBERS))
        : Mono.error(new McpError(response.error()));
  }

  /**
   * The result of a list.
   *
   * @param served by which of the servers of the endpoint
   * @param server gives the page that these parameters ask for
   * @return an error if the server gives one, or a {@link RefusedMessageException} for a cursor
   *     that is none of this caller and list
   */
  public Mono<Map<String, Object>> of(
      EndpointRequest request,
      IncomingMessage.Request message,
      String served,
      Function<Map<String, Object>, Mono<Map<String, Object>>> server) {
    McpOperation operation = message.operation();
    ListKind kind = ListKind.of(operation.method()).orElseThrow();
    String list = served + " " + operation.method();
    Optional<ListPosition> from = position(request, operation.parameters().get(CURSOR), list);
    if (from.isEmpty()) {
      return Mono.error(message.refused(RpcError.UNKNOWN_CURSOR));
    }
    CheckedTools.Verdicts verdicts = tools.present();
    ListPage page =
        new ListPage(
            kind,
            entry -> verdicts.mayShow(kind, entry) && filter.shows(request, kind, entry),
            entry -> filter.shown(kind, entry),
            filter.hidesFrom(request),
            settings.lists().pageSize(),
            from.get());
    return Mono.defer(() -> filled(page, operation.parameters(), server))
        .map(filled -> sealed(filled, list, request));
  }

  /** Empty for a cursor that is none of this caller and list. */
  private Optional<ListPosition> position(
      EndpointRequest request, @Nullable Object cursor, String list) {
    if (cursor == null) {
      return Optional.of(ListPosition.BEGINNING);
    }
    return cursor instanceof String sealed
        ? states
            .openCursor(Viewer.of(request), list, request.now(), sealed)
            .flatMap(ListPosition::read)
        : Optional.empty();
  }

  private Mono<ListPage> filled(
      ListPage page,
      Map<String, Object> parameters,
      Function<Map<String, Object>, Mono<Map<String, Object>>> server) {
    Map<String, Object> asked = new HashMap<>(parameters);
    asked.remove(CURSOR);
    page.cursor().ifPresent(cursor -> asked.put(CURSOR, cursor));
    return server
        .apply(asked)
        .flatMap(
            members -> page.takes(members) ? filled(page, parameters, server) : Mono.just(page));
  }

  private Map<String, Object> sealed(ListPage page, String list, EndpointRequest request) {
    Map<String, Object> result = page.result();
    page.next()
        .ifPresent(
            next ->
                result.put(
                    "nextCursor",
                    states.sealCursor(Viewer.of(request), list, request.now(), next.encoded())));
    return result;
  }
}
