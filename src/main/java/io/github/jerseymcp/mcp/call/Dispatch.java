package io.github.jerseymcp.mcp.call;

import io.github.jerseymcp.InsufficientAuthenticationException;
import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.account.CallerRequiredException;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.header.MessageHeaders;
import io.github.jerseymcp.mcp.header.MirroredArguments;
import io.github.jerseymcp.mcp.message.Admission;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.IncomingMessage.Invocation;
import io.github.jerseymcp.mcp.message.IncomingMessage.Notification;
import io.github.jerseymcp.mcp.message.IncomingMessage.Request;
import io.github.jerseymcp.mcp.message.MessageBody;
import io.github.jerseymcp.mcp.message.MessageReader;
import io.github.jerseymcp.mcp.message.OperationNeeds;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.work.Sweeper;
import io.github.jerseymcp.revocation.RevocableToken;
import io.github.jerseymcp.time.Moment;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/**
 * Takes each message of a client through the same steps: it is read, its header is checked, its
 * operation is authorised, and then it is run or refused. What differs between versions of MCP is
 * asked of an {@link Era}. Thread-safe.
 */
public final class Dispatch {

  /** Something that may be refused; false if there is no such thing. */
  private interface Step {
    boolean run() throws RefusedMessageException;
  }

  private final CallSupport support;
  private final Era era;
  private final Admission admission;
  private final CallPlaces places = new CallPlaces();
  private final Notifications notifications;
  private volatile boolean closed;

  public Dispatch(CallSupport support, Era era) {
    this.support = support;
    this.era = era;
    this.admission = new Admission(support.settings(), support.rules());
    this.notifications = new Notifications(support);
  }

  /** The calls and notifications in flight. */
  public int callsInFlight() {
    return places.inUse();
  }

  /** Takes a message; whatever is thrown is answered. */
  public void post(EndpointRequest request, InputStream stream) throws IOException {
    boolean read = false;
    try (MessageBody body = MessageBody.read(request, stream)) {
      IncomingMessage message = era.read(request, body.parse(admission.boundsOf(request)));
      read = true;
      if (message instanceof Invocation invocation) {
        request.trail().operating(support.operations().of(invocation.operation()));
      }
      try {
        admission.admit(request, message);
        take(request, message, body);
      } catch (InsufficientScopeException
          | InsufficientAuthenticationException
          | CallerRequiredException e) {
        request.challenge(e);
      } catch (RefusedMessageException e) {
        request.challenge(Admission.challengeFor(request, message, e));
      } catch (RuntimeException | Error e) {
        support.fail(request, message, e);
      }
    } catch (CallerRequiredException e) {
      request.challenge(e);
    } catch (RefusedMessageException e) {
      if (request.isAnonymous() && !read) {
        request.challenge(Admission.unread(e));
      } else {
        RefusedMessageException said = MessageHeaders.discovers(request) ? e.asFailure() : e;
        request.answer(support.answers().refused(request, said));
      }
    }
  }

  /** Opens a stream of messages that answer no request, or resumes a stream. */
  public void listen(EndpointRequest request, Response notAllowed) {
    answer(request, () -> era.listen(request), notAllowed);
  }

  /** Ends a conversation. */
  public void end(EndpointRequest request, Response notAllowed) {
    answer(request, () -> era.end(request), notAllowed);
  }

  /** Does what is due. */
  public void sweep(Moment now) {
    Sweeper.each(
        () -> support.writers().sweep(now),
        () -> support.handlers().sweep(),
        // What ends with its token says so before the token's connections are cut.
        () -> era.sweep(now),
        () -> support.connections().sweep(now),
        () -> notifications.sweep(now));
  }

  /** Ends what these tokens pay for. */
  public void revoke(Predicate<RevocableToken> which) {
    Sweeper.each(
        () -> era.revoke(which),
        () -> notifications.revoke(which),
        () -> support.connections().revoke(which));
  }

  /** Ends everything; what is brought later is refused. */
  public void close() {
    closed = true;
    Sweeper.each(
        era::close, notifications::close, () -> support.connections().closeAll(), support::close);
  }

  private void answer(EndpointRequest request, Step step, Response notAllowed) {
    try {
      if (closed) {
        throw new RefusedMessageException(RpcError.STOPPING);
      }
      if (!step.run()) {
        request.answer(notAllowed);
      }
    } catch (InsufficientScopeException | InsufficientAuthenticationException e) {
      request.challenge(e);
    } catch (RefusedMessageException e) {
      request.answer(support.answers().refused(request, e));
    }
  }

  private void take(EndpointRequest request, IncomingMessage message, MessageBody body)
      throws RefusedMessageException {
    if (closed) {
      throw message.refused(RpcError.STOPPING);
    }
    era.check(request, message);
    if (message instanceof Invocation invocation) {
      take(request, invocation, body);
    } else if (message instanceof IncomingMessage.Response response) {
      era.answered(request, response, body);
    }
  }

  private void take(EndpointRequest request, Invocation message, MessageBody body)
      throws RefusedMessageException {
    MessageReader.checkName(message);
    MessageReader.checkProgressToken(message);
    MirroredArguments mirrored = MessageHeaders.checkMirrors(request, message);
    if (!request.isAnonymous()) {
      support.rules().check(request.reader(), message);
    }
    if (message instanceof Request call) {
      if (support.handlers().isBehind(request.account())) {
        throw message.refused(RpcError.TOO_MANY_CALLS);
      }
      request.count(call);
    }
    if (era.begin(request, message)) {
      return;
    }
    Conversation conversation = era.find(request, message);
    if (message instanceof Request call) {
      request.checkAcceptable(call);
      // What the application decides may fail: nothing is taken yet.
      OperationNeeds needed = support.needsToRead(request, call.operation());
      CallPlaces.Place place = places.take(request.account(), call);
      CallOwner owner = conversation.owner(place, needed);
      begin(new Call(request, call, owner, body.takeOver(), support), mirrored, conversation);
    } else if (message instanceof Notification notification) {
      accept(request, notification, body, conversation);
    }
  }

  private void begin(Call call, MirroredArguments mirrored, Conversation conversation)
      throws RefusedMessageException {
    try {
      if (call.begin()) {
        call.request().whenGone(call::cancel);
        run(call, mirrored, conversation);
      }
    } catch (RefusedMessageException e) {
      call.abandon(e.error());
      throw e;
    } catch (RuntimeException | Error e) {
      call.fail(e);
    } finally {
      call.leaveRequest();
    }
  }

  private void run(Call call, MirroredArguments mirrored, Conversation conversation) {
    McpTransportContext context = HandlerContext.of(call);
    McpOperation operation = mirrored.call();
    JSONRPCRequest request =
        new JSONRPCRequest(
            "2.0", operation.method(), call.message().requestId(), operation.parameters());
    call.start(
        () ->
            within(
                    support.checked(
                        call,
                        mirrored,
                        Mono.defer(() -> conversation.handle(request, call, context)),
                        Mono.defer(() -> conversation.tools(context))),
                    context)
                .subscribe(done -> {}, call::fail, call::close));
  }

  private void accept(
      EndpointRequest request, Notification message, MessageBody body, Conversation conversation)
      throws RefusedMessageException {
    if (!conversation.takes(message)) {
      McpOperation operation = message.operation();
      JSONRPCNotification notification =
          new JSONRPCNotification(
              "2.0", operation.method(), new UnloggedParameters(operation.parameters()));
      CallPlaces.Place place = places.take(request.account(), message);
      McpTransportContext context = HandlerContext.of(request);
      notifications.handle(
          request,
          within(Mono.defer(() -> conversation.handle(notification, context)), context),
          place,
          body.takeOver());
    }
    request.answer(Response.accepted().build());
  }

  private static <T> Mono<T> within(Mono<T> work, McpTransportContext context) {
    return work.contextWrite(all -> all.put(McpTransportContext.KEY, context));
  }
}
