package io.github.jerseymcp.mcp.call;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.feed.Change;
import io.github.jerseymcp.feed.ChangeFeed;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.StreamLimits;
import io.github.jerseymcp.mcp.answer.Answers;
import io.github.jerseymcp.mcp.answer.EncodedAnswer;
import io.github.jerseymcp.mcp.answer.ErrorRules;
import io.github.jerseymcp.mcp.answer.ErrorScrubber;
import io.github.jerseymcp.mcp.confirm.ConfirmationRules;
import io.github.jerseymcp.mcp.header.MirroredArguments;
import io.github.jerseymcp.mcp.listing.KnownOperations;
import io.github.jerseymcp.mcp.listing.ListPages;
import io.github.jerseymcp.mcp.message.AuthoriseOperation;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.OperationNeeds;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.message.TokenLife;
import io.github.jerseymcp.mcp.state.SealedStates;
import io.github.jerseymcp.mcp.work.Handlers;
import io.github.jerseymcp.mcp.work.Sweeper;
import io.github.jerseymcp.mcp.work.Writers;
import io.github.jerseymcp.time.Ticker;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The parts of one transport that its calls share. Made once for each transport; thread-safe.
 *
 * @param rules decide who may use which operation
 * @param lists show of a list, page by page, what its caller may use
 * @param scrubber lets nothing of an error leave
 * @param operations says what events call an operation
 * @param writers run what may wait for a reader
 * @param handlers run what the application does
 * @param connections the event streams that are open
 * @param states what clients bring back
 * @param confirmations what users are asked before a tool runs
 * @param toolChanges hears from the application that tools have changed: a server without sessions
 *     says nothing of that itself
 */
public record CallSupport(
    McpTransportSettings settings,
    Ticker ticker,
    AuthoriseOperation rules,
    ListPages lists,
    Answers answers,
    ErrorScrubber scrubber,
    KnownOperations operations,
    Writers writers,
    Handlers handlers,
    Connections connections,
    SealedStates states,
    ConfirmationRules confirmations,
    ChangeFeed.Listening toolChanges) {

  private static final Logger logger = LoggerFactory.getLogger(CallSupport.class);

  public static CallSupport of(McpTransportSettings settings) {
    Ticker ticker = settings.ticker();
    AuthoriseOperation rules = new AuthoriseOperation(settings.policy(), settings.deniesUnlisted());
    Answers answers = new Answers(settings.json());
    SealedStates states = new SealedStates(settings.states(), ticker);
    ErrorScrubber scrubber =
        new ErrorScrubber(answers, new ErrorRules(settings.errorCodes()), settings.json());
    Writers writers = new Writers(ticker, settings.streams().readerPatience());
    ListPages lists = new ListPages(settings, rules, states);
    return new CallSupport(
        settings,
        ticker,
        rules,
        lists,
        answers,
        scrubber,
        new KnownOperations(),
        writers,
        new Handlers(),
        new Connections(settings, ticker, writers),
        states,
        new ConfirmationRules(),
        settings.changes().listen(change -> heard(change, lists)));
  }

  private static void heard(Change change, ListPages lists) {
    if (change.kind() == Change.Kind.TOOLS || change.kind() == Change.Kind.EVERYTHING) {
      lists.tools().forget();
    }
  }

  /** Runs nothing any more, and hears of nothing. */
  void close() {
    Sweeper.each(toolChanges::close, handlers::close, writers::close);
  }

  /**
   * How long a call may stay without a stream. Where the status of an answer counts, none opens at
   * once, since that would be a status.
   */
  Duration openAfter(IncomingMessage.Request message) {
    Duration wanted = settings.streams().openAfter();
    return wanted.isZero() && message.terms().countStatus()
        ? StreamLimits.defaults().openAfter()
        : wanted;
  }

  /** Takes over the tools that a server has when it is built. */
  public void learn(@Nullable ListToolsResult tools) {
    operations.learn(tools);
    lists.tools().learn(tools);
  }

  /** Tools have come, gone or changed. */
  public void forgetTools() {
    lists.tools().forget();
  }

  /** The work of a call, which is refused instead where its tool or its header does not fit. */
  <T> Mono<T> checked(
      Call call, MirroredArguments mirrored, Mono<T> work, Mono<ListToolsResult> tools) {
    Mono<T> agreed = mirrored.before(work, tools, () -> call.refuse(RpcError.HEADER_MISMATCH));
    return lists
        .tools()
        .before(mirrored.call(), agreed, tools, () -> call.refuse(RpcError.INVALID_PARAMS));
  }

  boolean isRevoked(TokenLife token) {
    return token.isRevoked();
  }

  /** Until when a request may be served. */
  public TokenLife tokenOf(EndpointRequest request) {
    return TokenLife.of(request);
  }

  /**
   * What somebody needs who comes back for the events of a call. A filtered list shows what its
   * caller may use: whoever may use less must not read it.
   */
  OperationNeeds needsToRead(EndpointRequest request, McpOperation operation) {
    OperationNeeds needed = rules.needsOf(operation);
    return settings.filtersLists() && !request.isAnonymous() && operation.method().endsWith("/list")
        ? needed.and(
            new OperationNeeds(request.caller().scopes(), AuthenticationRequirement.none()))
        : needed;
  }

  /** The answer of a handler, as it may leave; its result may be an error of ours. */
  Optional<EncodedAnswer> encode(Call call, JSONRPCResponse response) {
    IncomingMessage.Request message = call.message();
    if (isLate(call, response.error())) {
      return Optional.empty();
    }
    if (response.result() instanceof RpcError error) {
      return Optional.of(answers.encode(error, message));
    }
    EncodedAnswer answer =
        handlers.encode(call.request().account(), () -> scrubber.encode(message, response));
    if (answer.ending().isAnswered()) {
      operations.learn(message.operation(), response.result());
    }
    return Optional.of(answer);
  }

  /** The answer to a call that failed; empty if it was over before. */
  Optional<EncodedAnswer> encode(Call call, Throwable failure) {
    return isLate(call, failure)
        ? Optional.empty()
        : Optional.of(scrubber.encode(call.message(), failure));
  }

  /** The same for the error of a server. */
  public Optional<EncodedAnswer> encode(Call call, JSONRPCError error) {
    return isLate(call, error)
        ? Optional.empty()
        : Optional.of(scrubber.encode(call.message(), error));
  }

  /** Whoever cancels a call, or waits for too long, makes its handler fail: nobody is to blame. */
  private static boolean isLate(Call call, @Nullable Object failure) {
    if (!call.isOver()) {
      return false;
    }
    if (failure != null) {
      String detail =
          failure instanceof JSONRPCError error ? ErrorScrubber.oneLine(error.message()) : "";
      @Nullable Throwable thrown = failure instanceof Throwable one ? one : null;
      logger.debug(
          "A call failed that was over, {} {}",
          call.message().operation().method(),
          detail,
          thrown);
    }
    return true;
  }

  /** Answers a message that could not be handled. */
  public void fail(EndpointRequest request, IncomingMessage message, Throwable failure) {
    fail(request, message, scrubber.encode(message, failure));
  }

  /** Answers a message whose handling gave an error. */
  public void fail(EndpointRequest request, IncomingMessage message, EncodedAnswer answer) {
    Response response = failed(message, answer);
    report(request, answer, response);
    request.answer(response);
  }

  /** Answers a message that could not be handled, unless it was answered before. */
  public void failLate(EndpointRequest request, IncomingMessage message, Throwable failure) {
    EncodedAnswer answer = scrubber.encode(message, failure);
    Response response = failed(message, answer);
    if (request.answer(response)) {
      report(request, answer, response);
    }
  }

  private Response failed(IncomingMessage message, EncodedAnswer answer) {
    int status =
        message instanceof IncomingMessage.Request
            ? AnswerDelivery.statusOf(AnswerDelivery.OK, answer, message)
            : Response.Status.INTERNAL_SERVER_ERROR.getStatusCode();
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(answer.json())
        .build();
  }

  private static void report(EndpointRequest request, EncodedAnswer answer, Response response) {
    answer
        .ending()
        .error()
        .ifPresent(error -> request.trail().refused(error, response.getStatus()));
  }
}
