package io.github.jerseymcp.mcp.message;

import io.github.jerseymcp.InsufficientAuthenticationException;
import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.account.AnonymousAccess;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.event.MessageTrail;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.reply.MessageFields;
import io.github.jerseymcp.mcp.reply.Reply;
import io.github.jerseymcp.rate.CallerRates;
import io.github.jerseymcp.rate.TooOftenException;
import io.github.jerseymcp.token.TokenWatch;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request to an endpoint: whose it is, what its header says, and where its answer goes. A
 * transport that is not HTTP has no header fields, and writes the answers in a way of its own.
 *
 * @param caller a snapshot of the verified caller; where there is none, what fails when it is asked
 * @param maximumBodyBytes the bytes of its message, where the edge allows more
 * @param account what the caller holds
 * @param rates how often it may call tools
 * @param watch what decides how long its token counts
 * @param trail what is remembered of it for events
 */
public record EndpointRequest(
    McpPrincipal caller,
    CallerAccount account,
    CallerRates rates,
    TokenWatch watch,
    MessageTrail trail,
    MessageFields headers,
    Reply reply,
    int maximumBodyBytes) {

  private static final Logger logger = LoggerFactory.getLogger(EndpointRequest.class);

  /** A weight of nothing: 0, 0.0 and so on. */
  private static final Pattern NO = Pattern.compile("0(\\.0{0,3})?");

  /** One of a verified caller that did not come over HTTP. */
  public EndpointRequest(
      McpPrincipal caller,
      CallerAccount account,
      CallerRates rates,
      TokenWatch watch,
      MessageTrail trail,
      MessageFields headers,
      Reply reply) {
    this(caller, account, rates, watch, trail, headers, reply, Integer.MAX_VALUE);
  }

  /** One of a verified caller over HTTP. */
  public static EndpointRequest ofHttp(
      McpPrincipal caller,
      CallerAccount account,
      CallerRates rates,
      TokenWatch watch,
      MessageTrail trail,
      HttpHeaders headers,
      AsyncResponse response) {
    return new EndpointRequest(
        caller, account, rates, watch, trail, MessageFields.of(headers), Reply.of(response));
  }

  /** One without credentials, whose message may be looked at. */
  public static EndpointRequest anonymous(
      AnonymousAccess access,
      CallerRates rates,
      TokenWatch watch,
      MessageTrail trail,
      HttpHeaders headers,
      AsyncResponse response) {
    return new EndpointRequest(
        NoCaller.INSTANCE,
        access.account(),
        rates,
        watch,
        trail,
        MessageFields.of(headers),
        Reply.of(response),
        access.maximumBodyBytes());
  }

  /** Whether there is no caller. */
  public boolean isAnonymous() {
    return account.caller().isAnonymous();
  }

  /** Sends the answer; false if there was one before, or it cannot be sent. */
  public boolean answer(Response answer) {
    try {
      return reply.answer(answer);
    } catch (RuntimeException | Error e) {
      logger.debug("An answer could not be sent", e);
      return false;
    }
  }

  /** The present instant, by the clock that its token is judged by. */
  public Instant now() {
    return watch.clock().instant();
  }

  /** The caller, and by which clock its token is judged. */
  public Reader reader() {
    return new Reader(caller, watch);
  }

  /**
   * Counts a request without credentials for an opened operation, among those of its network.
   *
   * @throws RefusedMessageException if there are too many, or nobody can tell
   */
  public void countAnonymous(IncomingMessage message) throws RefusedMessageException {
    try {
      rates.takeRequest(account.caller());
    } catch (TooOftenException e) {
      throw message.refused(
          e.isOfCaller() ? RpcError.TOO_MANY_ANONYMOUS : RpcError.NOT_COUNTED, e.retryAfter());
    }
  }

  /**
   * Answers with a challenge. The security feature writes that: Jersey hands it this exception as
   * it would hand over one that a resource method throws.
   *
   * @param refusal an {@link InsufficientScopeException}, an {@link
   *     InsufficientAuthenticationException} or a {@link
   *     io.github.jerseymcp.account.CallerRequiredException}
   */
  public void challenge(RuntimeException refusal) {
    try {
      reply.challenge(refusal);
    } catch (RuntimeException | Error e) {
      logger.debug("A refusal could not be sent", e);
    }
  }

  /** Sends the shortest answer that there is, since the server is stopping. */
  public void refuse() {
    var unused = answer(Response.status(Response.Status.SERVICE_UNAVAILABLE).build());
  }

  /** What to do, once, when the client has gone, where that is seen before it is written to. */
  public void whenGone(Runnable action) {
    reply.whenGone(action);
  }

  /** Whether its header must say what its body says. */
  public boolean isMirrored() {
    return headers.mirrorBody();
  }

  /** Sends this answer to what is no request when no other was sent by then. */
  public void answerWithin(Duration patience, Response answer) {
    reply.answerWithin(patience, answer);
  }

  /**
   * Checks that the client takes an answer in some form.
   *
   * @throws RefusedMessageException if it takes neither JSON nor events
   */
  public void checkAcceptable(IncomingMessage message) throws RefusedMessageException {
    if (!acceptsJson() && !acceptsEvents()) {
      throw message.refused(RpcError.NOT_ACCEPTABLE);
    }
  }

  /**
   * Counts a request, if it calls a tool.
   *
   * @throws RefusedMessageException if the caller calls it, or tools at all, too often
   */
  public void count(IncomingMessage.Request message) throws RefusedMessageException {
    McpOperation operation = message.operation();
    if (!rates.countsCalls() || !operation.method().equals("tools/call")) {
      return;
    }
    try {
      rates.takeCall(account.caller(), operation.name().orElse(""));
    } catch (TooOftenException e) {
      throw message.refused(
          e.isOfCaller() ? RpcError.TOO_OFTEN : RpcError.NOT_COUNTED, e.retryAfter());
    }
  }

  public boolean acceptsJson() {
    return accepts(MediaType.APPLICATION_JSON_TYPE);
  }

  public boolean acceptsEvents() {
    return accepts(MediaType.SERVER_SENT_EVENTS_TYPE);
  }

  /** All fields of this name, none if there is none. */
  public List<String> fields(String name) {
    return headers.of(name);
  }

  /** The one field of this name; empty if there is none, or more than one. */
  public Optional<String> field(String name) {
    List<String> fields = fields(name);
    return fields.size() == 1 ? Optional.of(fields.get(0).strip()) : Optional.empty();
  }

  /** By the closest range that the type is in (RFC 9110 section 12.5.1): a weight of 0 means no. */
  private boolean accepts(MediaType type) {
    return headers.accepted().stream()
        .filter(type::isCompatible)
        .min(
            Comparator.comparing(MediaType::isWildcardType)
                .thenComparing(MediaType::isWildcardSubtype))
        .map(range -> !NO.matcher(range.getParameters().getOrDefault("q", "1").strip()).matches())
        .orElse(false);
  }
}
