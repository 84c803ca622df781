package io.github.jerseymcp.example.authorization;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Questions that wait for a user's answer, each under a ticket that stands in the form.
 *
 * <p>The answer must come from the browser that was asked, which a cookie tells: another site can
 * neither know the ticket nor send the cookie. Thread-safe.
 */
final class Consents {

  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final int MAX_OPEN = 500;

  private record Asked(ConsentRequest request, String browser) {}

  private final ExpiringStore<Asked> open;

  Consents(InstantSource clock) {
    this.open = new ExpiringStore<>(clock, MAX_OPEN);
  }

  String ask(ConsentRequest request, String browser) {
    String ticket = RandomValue.fresh();
    open.put(ticket, new Asked(request, browser), LIFETIME);
    return ticket;
  }

  /** The question behind a ticket, once, for the browser that was asked. */
  Optional<ConsentRequest> answer(String ticket, String browser) {
    return open.find(ticket)
        .filter(asked -> same(asked.browser(), browser))
        .flatMap(asked -> open.take(ticket))
        .map(Asked::request);
  }

  private static boolean same(String expected, String actual) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
  }
}
