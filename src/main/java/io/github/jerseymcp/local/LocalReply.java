package io.github.jerseymcp.local;

import io.github.jerseymcp.InsufficientAuthenticationException;
import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.event.MessageTrail;
import io.github.jerseymcp.mcp.reply.Reply;
import io.github.jerseymcp.mcp.work.SlicedBody;
import io.github.jerseymcp.refusal.Reason;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The one answer to a message of this process: a message, events with messages, or a refusal. */
final class LocalReply implements Reply {

  static final String LACKS = "The caller lacks a scope of the request";

  /** Who reads it. */
  interface Reader {

    /** Takes the session that an answer names. */
    void session(String id);

    /**
     * Waits until one more event can be taken, where it is not taken at once.
     *
     * @throws IOException if the reader has gone, or the thread was interrupted
     */
    default void awaitRoom() throws IOException {}

    /** Takes a message, as JSON. */
    void message(byte[] json);

    /** Takes a refusal that no message was made of. */
    void refused(int code, String text, Map<String, Object> data);

    /** Nothing more comes. */
    void over();
  }

  private final Reader reader;
  private final AtomicBoolean answered = new AtomicBoolean();
  private volatile @Nullable MessageTrail trail;
  private @Nullable Runnable whenGone;
  private boolean gone;

  LocalReply(Reader reader) {
    this.reader = reader;
  }

  /** Where refusals are reported. */
  void reportTo(MessageTrail reports) {
    trail = reports;
  }

  /** Says that its reader has gone: nobody waits for what is under way. */
  void readerGone() {
    Runnable action;
    synchronized (this) {
      gone = true;
      action = whenGone;
      whenGone = null;
    }
    if (action != null) {
      action.run();
    }
  }

  @Override
  public void whenGone(Runnable action) {
    synchronized (this) {
      if (!gone) {
        whenGone = action;
        return;
      }
    }
    action.run();
  }

  private synchronized boolean isGone() {
    return gone;
  }

  @Override
  public boolean answer(Response answer) {
    if (isGone() || !answered.compareAndSet(false, true)) {
      return false;
    }
    String session = answer.getHeaderString("Mcp-Session-Id");
    if (session != null) {
      reader.session(session);
    }
    if (MediaType.SERVER_SENT_EVENTS_TYPE.equals(answer.getMediaType())
        && !(answer.getEntity() instanceof byte[])) {
      return true;
    }
    byte[] body = body(answer);
    if (body.length > 0) {
      reader.message(body);
    } else if (answer.getStatus() >= 400) {
      reader.refused(answer.getStatus(), "The server refused the message", Map.of());
    }
    reader.over();
    return true;
  }

  /** The same as over HTTP says the challenge. */
  @Override
  public void challenge(RuntimeException refusal) {
    if (refusal instanceof InsufficientScopeException lacking) {
      refuse(
          Reason.INSUFFICIENT_SCOPE,
          403,
          LACKS,
          Map.of("error", "insufficient_scope", "scope", String.join(" ", lacking.scopes())));
    } else if (refusal instanceof InsufficientAuthenticationException) {
      refuse(
          Reason.INSUFFICIENT_AUTHENTICATION,
          401,
          "The user must sign in again for the request",
          Map.of("error", "insufficient_user_authentication"));
    } else {
      refuse(Reason.FORBIDDEN, 403, "The request is not allowed", Map.of());
    }
  }

  void refuse(Reason reason, int code, String text, Map<String, Object> data) {
    if (answered.compareAndSet(false, true)) {
      MessageTrail known = trail;
      if (known != null) {
        known.refused(reason, code);
      }
      reader.refused(code, text, data);
      reader.over();
    }
  }

  /** Nobody of this process waits for the answer to what is no request. */
  @Override
  public void answerWithin(Duration patience, Response answer) {}

  @Override
  public Events events() {
    return new Messages();
  }

  private static byte[] body(Response answer) {
    try {
      if (answer.getEntity() instanceof SlicedBody sliced) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        sliced.write(whole);
        return whole.toByteArray();
      }
    } catch (IOException e) {
      throw new IllegalStateException("Memory takes all that is written", e);
    }
    return answer.getEntity() instanceof byte[] bytes ? bytes : new byte[0];
  }

  /** Events, of which there is one message in each at most. */
  private final class Messages implements Events {

    private final EventText text = new EventText();

    @Override
    public Response response() {
      return Response.ok().type(MediaType.SERVER_SENT_EVENTS_TYPE).build();
    }

    @Override
    public void write(byte[] part) throws IOException {
      Optional<byte[]> message = text.add(part);
      if (message.isPresent()) {
        reader.awaitRoom();
        reader.message(message.get());
      }
    }

    @Override
    public void close() {
      reader.over();
    }
  }
}
