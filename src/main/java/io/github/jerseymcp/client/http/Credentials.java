package io.github.jerseymcp.client.http;

import io.github.jerseymcp.client.limit.TransportLimitException;
import io.github.jerseymcp.signature.RequestSigner;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The credentials for one server. Thread-safe; what it does may take as long as a user does. */
public interface Credentials {

  /** Whether an application may have a field of its own with that name beside them. */
  static boolean mayBeBeside(String field) {
    return field.matches("[A-Za-z0-9-]{1,100}")
        && !Set.of(
                "authorization",
                "dpop",
                "cookie",
                "host",
                "content-length",
                "connection",
                "mcp-session-id")
            .contains(field.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether a request to that address may have them: it is the server's, or below it.
   *
   * @throws IOException if it is anything else
   */
  void check(URI address) throws IOException;

  /** The fields for one attempt; without a token if there is none yet. */
  Attempt attempt(String method, URI address) throws IOException, InterruptedException;

  /** Signs each attempt, with its fields in it; none if requests are not signed. */
  default Optional<RequestSigner> signer() {
    return Optional.empty();
  }

  /** Looks at the {@code DPoP-Nonce} fields of an answer, whatever its status. */
  void observe(List<String> nonces);

  /** Learns that an answer was given up, since it exceeds a limit. */
  default void exceeded(TransportLimitException limit) {}

  /**
   * What was refused, and what the server says about it.
   *
   * @param dates the {@code Date} fields of the answer
   * @return whether another attempt is worth it
   */
  boolean afterRefusal(Attempts attempts, int status, List<String> challenges, List<String> dates)
      throws IOException, InterruptedException;

  /**
   * One attempt.
   *
   * @param fields header fields, each of which replaces what the request has
   * @param token the token that is in them
   */
  record Attempt(Map<String, String> fields, Optional<String> token) {

    @Override
    public String toString() {
      return "Attempt";
    }
  }
}
