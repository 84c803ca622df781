package io.github.jerseymcp.mcp;

import io.github.jerseymcp.time.Clocks;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What every call of a transport uses.
 *
 * @param writers run what may wait for a reader
 * @param callTimeout how long a call may take
 * @param clockLeeway how long after its end a token still serves
 * @param revoked tells of a token whether it is revoked
 */
record CallSupport(
    Answers answers,
    ErrorScrubber scrubber,
    Writers writers,
    Clocks clocks,
    StreamLimits streams,
    Duration callTimeout,
    Duration clockLeeway,
    Predicate<TokenLife> revoked) {

  static CallSupport of(McpTransportSettings settings) {
    Answers answers = new Answers(settings.json());
    return new CallSupport(
        answers,
        new ErrorScrubber(answers, ListFilter.of(settings)),
        new Writers(settings.clocks(), settings.streams().readerPatience()),
        settings.clocks(),
        settings.streams(),
        settings.callTimeout(),
        settings.clockLeeway(),
        token -> settings.revokedTokens().map(token::isIn).orElse(false));
  }

  boolean isRevoked(TokenLife token) {
    return revoked.test(token);
  }

  TokenLife tokenOf(Exchange exchange) {
    return TokenLife.of(exchange.caller(), clockLeeway);
  }
}
