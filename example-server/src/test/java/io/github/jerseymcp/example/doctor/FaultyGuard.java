package io.github.jerseymcp.example.doctor;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks for the token. */
final class FaultyGuard {

  private static final String TEXT = "text/plain";

  private final FaultyServer server;
  private final AtomicInteger refusals = new AtomicInteger();

  FaultyGuard(FaultyServer server) {
    this.server = server;
  }

  /** Whether the caller is let in; else the caller is answered. */
  boolean letsIn(HttpExchange exchange) throws IOException {
    List<String> sent = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
    if (server.has(Fault.LETS_EVERYBODY_IN)
        || server.has(Fault.LETS_EVERYBODY_IN_AND_HAS_NO_TOOLS)) {
      return true;
    }
    if (exchange.getRequestURI().getQuery() != null && answersQuery(exchange)) {
      return false;
    }
    if (exchange.getRequestURI().getQuery() != null && server.has(Fault.LETS_THE_QUERY_IN)) {
      return true;
    }
    if (sent.size() > 1 && !server.has(Fault.USES_THE_FIRST_OF_TWO_TOKENS)) {
      server.answer(exchange, server.has(Fault.FAILS_AT_TWO_TOKENS) ? 500 : 400, TEXT, "");
      return false;
    }
    String first = sent.isEmpty() ? "" : sent.get(0);
    if (first.startsWith("Bearer ")) {
      return takes(exchange, first.substring("Bearer ".length()));
    }
    if (first.startsWith("DPoP ")) {
      return takesProof(exchange, first.substring("DPoP ".length()));
    }
    return refuse(exchange, first);
  }

  /** Whether a token in the address has an answer of its own. */
  private boolean answersQuery(HttpExchange exchange) throws IOException {
    if (server.has(Fault.FAILS_AT_THE_QUERY)) {
      server.answer(exchange, 500, TEXT, "");
    } else if (server.has(Fault.REFUSES_THE_QUERY_WITH_400)) {
      challenge(exchange, 400, ", error=\"invalid_request\"");
    } else if (server.has(Fault.REFUSES_THE_QUERY_WITH_401)) {
      challenge(exchange, 401, ", error=\"invalid_request\"");
    } else if (server.has(Fault.HAS_NO_PLACE_FOR_THE_QUERY)) {
      server.answer(exchange, 404, TEXT, "");
    } else if (server.has(Fault.HAS_A_PAGE_FOR_THE_QUERY)) {
      server.answer(exchange, 200, "text/html", "<p>Sign in");
    } else if (server.has(Fault.LIMITS_THE_QUERY)) {
      server.answer(exchange, 429, TEXT, "");
    } else {
      return false;
    }
    return true;
  }

  private boolean takes(HttpExchange exchange, String token) throws IOException {
    boolean isUnsigned = token.startsWith("eyJ") && token.endsWith(".");
    if (token.equals(FaultyServer.TOKEN)
        || server.has(Fault.TAKES_ANY_TOKEN)
        || (isUnsigned && server.has(Fault.TAKES_UNSIGNED_TOKENS))) {
      return true;
    }
    if (server.has(Fault.FAILS_AT_NONSENSE)
        || server.has(Fault.LIMITS_BAD_TOKENS)
        || server.has(Fault.IS_NOT_READY_FOR_BAD_TOKENS)) {
      int status =
          server.has(Fault.FAILS_AT_NONSENSE)
              ? 500
              : server.has(Fault.LIMITS_BAD_TOKENS) ? 429 : 503;
      server.answer(exchange, status, TEXT, "");
      return false;
    }
    String description =
        server.has(Fault.EXPLAINS_ITS_PARSER)
            ? "Malformed JWT"
            : server.has(Fault.REPEATS_THE_TOKEN) ? "Not good: " + token : "Not good";
    challenge(
        exchange, 401, ", error=\"invalid_token\", error_description=\"" + description + "\"");
    return false;
  }

  private boolean takesProof(HttpExchange exchange, String token) throws IOException {
    if (token.equals(FaultyServer.TOKEN) && server.has(Fault.TAKES_ANY_PROOF)) {
      return true;
    }
    boolean isProof = exchange.getRequestHeaders().getFirst("DPoP").startsWith("eyJ");
    if (!isProof && server.has(Fault.FAILS_AT_A_BAD_PROOF)) {
      server.answer(exchange, 500, TEXT, "");
    } else {
      challenge(exchange, 401, "");
    }
    return false;
  }

  private boolean refuse(HttpExchange exchange, String credentials) throws IOException {
    boolean hasQuery = exchange.getRequestURI().getQuery() != null;
    boolean isQueryRead = server.has(Fault.READS_TOKENS_IN_THE_QUERY) && hasQuery;
    if (!credentials.isEmpty() && server.has(Fault.FAILS_AT_ANOTHER_SCHEME)) {
      server.answer(exchange, 500, TEXT, "");
    } else if (credentials.isEmpty() && server.has(Fault.FORBIDS_WITHOUT_TOKEN)) {
      challenge(exchange, 403, "");
    } else if (credentials.isEmpty() && server.has(Fault.OFFERS_NO_SCHEME)) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Digest" + document(exchange));
      server.answer(exchange, 401, TEXT, "");
    } else if (server.has(Fault.READS_AND_BLAMES_THE_QUERY)) {
      String text = hasQuery ? "Not good" : "Missing";
      challenge(exchange, 401, ", error=\"invalid_token\", error_description=\"" + text + "\"");
    } else if (server.has(Fault.CHALLENGES_NOBODY)) {
      server.answer(exchange, 401, TEXT, "");
    } else if (server.has(Fault.NUMBERS_ITS_REFUSALS)) {
      challenge(exchange, 401, ", error_description=\"" + refusals.incrementAndGet() + "\"");
    } else {
      boolean isBlamed =
          isQueryRead || (credentials.isEmpty() && server.has(Fault.BLAMES_WITHOUT_TOKEN));
      challenge(exchange, 401, isBlamed ? ", error=\"invalid_token\"" : "");
    }
    return false;
  }

  private void challenge(HttpExchange exchange, int status, String error) throws IOException {
    String document = document(exchange);
    String algorithms = server.has(Fault.OFFERS_PROOFS_WITHOUT_A_KEY) ? "ES256 HS256" : "ES256";
    exchange
        .getResponseHeaders()
        .add("WWW-Authenticate", "Bearer realm=\"mcp\"," + document + error);
    exchange
        .getResponseHeaders()
        .add("WWW-Authenticate", "DPoP algs=\"" + algorithms + "\"," + document);
    server.answer(exchange, status, TEXT, "");
  }

  private String document(HttpExchange exchange) {
    String origin =
        server.has(Fault.BUILDS_ADDRESSES_FROM_HOST)
            ? "http://" + exchange.getRequestHeaders().getFirst("Host")
            : server.origin();
    String place =
        server.has(Fault.HAS_ITS_DOCUMENT_ELSEWHERE)
            ? "/document"
            : server.has(Fault.NAMES_A_DOCUMENT_THAT_IS_NOT_THERE)
                ? "/nowhere"
                : "/.well-known/oauth-protected-resource/mcp";
    return server.has(Fault.NAMES_NO_DOCUMENT)
        ? " nothing=\"\""
        : " resource_metadata=\"" + origin + place + "\"";
  }
}
