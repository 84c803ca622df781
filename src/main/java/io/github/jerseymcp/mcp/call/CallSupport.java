package io.github.jerseymcp.mcp.call;

import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.jose.JsonBounds;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.StreamLimits;
import io.github.jerseymcp.mcp.answer.Answers;
import io.github.jerseymcp.mcp.answer.ErrorPolicy;
import io.github.jerseymcp.mcp.answer.ErrorScrubber;
import io.github.jerseymcp.mcp.listing.ListFilter;
import io.github.jerseymcp.mcp.message.AuthoriseOperation;
import io.github.jerseymcp.mcp.message.Exchange;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.MessageBody;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.TokenLife;
import io.github.jerseymcp.mcp.work.Handlers;
import io.github.jerseymcp.mcp.work.Writers;
import io.github.jerseymcp.time.Clocks;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What every call of a transport uses.
 *
 * @param writers run what may wait for a reader
 * @param handlers run what the application does
 * @param messageBounds what the JSON of one message may become
 * @param callTimeout how long a call may take
 * @param clockLeeway how long after its end a token still serves
 * @param revoked tells of a token whether it is revoked
 */
public record CallSupport(
    Answers answers,
    ErrorScrubber scrubber,
    Writers writers,
    Handlers handlers,
    Clocks clocks,
    StreamLimits streams,
    JsonBounds messageBounds,
    Duration callTimeout,
    Duration clockLeeway,
    Predicate<TokenLife> revoked) {

  /** What is done with a message of a client. */
  public interface Reception {

    void take(IncomingMessage message, MessageBody body) throws RefusedMessageException;
  }

  public static CallSupport of(McpTransportSettings settings, AuthoriseOperation rules) {
    Answers answers = new Answers(settings.json());
    return new CallSupport(
        answers,
        new ErrorScrubber(
            answers,
            ListFilter.of(settings, rules),
            new ErrorPolicy(settings.errorCodes()),
            settings.json()),
        new Writers(Clocks.of(settings.clock()), settings.streams().readerPatience()),
        new Handlers(),
        Clocks.of(settings.clock()),
        settings.streams(),
        new JsonBounds(settings.maximumValues(), settings.maximumWeight()),
        settings.callTimeout(),
        settings.clockLeeway(),
        token -> settings.revokedTokens().map(token::isIn).orElse(false));
  }

  /** Reads a message and hands it on; whatever is thrown is answered. */
  public void receive(Exchange exchange, InputStream stream, Reception reception)
      throws IOException {
    try (MessageBody body = MessageBody.read(exchange, stream)) {
      IncomingMessage message = body.parse(messageBounds);
      try {
        reception.take(message, body);
      } catch (InsufficientScopeException e) {
        throw e; // Answered with its challenge.
      } catch (RuntimeException | Error e) {
        exchange.answer(failed(message, e));
      }
    } catch (RefusedMessageException e) {
      exchange.answer(answers.error(e.error(), e.id()));
    }
  }

  /** The answer to a message that could not be handled. */
  public Response failed(IncomingMessage message, Throwable failure) {
    byte[] answer = scrubber.encode(message, failure);
    return message.isNotification() || message.isResponse()
        ? Response.serverError().type(MediaType.APPLICATION_JSON_TYPE).entity(answer).build()
        : answers.ok(answer);
  }

  boolean isRevoked(TokenLife token) {
    return revoked.test(token);
  }

  public TokenLife tokenOf(Exchange exchange) {
    return TokenLife.of(exchange.caller(), clockLeeway);
  }
}
