package io.github.jerseymcp.mcp.newer;

import io.modelcontextprotocol.modern.JsonRpc;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The client of one request of an older version: what it can be asked, and what it is told. */
interface OlderClient {

  /** One that belongs to no session: nothing can be asked of it while its request runs. */
  OlderClient WITHOUT_SESSION =
      new OlderClient() {
        @Override
        public Map<String, Object> capabilities() {
          return Map.of();
        }

        @Override
        public Optional<String> logLevel() {
          return Optional.empty();
        }

        @Override
        public Mono<Map<String, Object>> ask(String method, Map<String, Object> parameters) {
          return Mono.error(new IllegalStateException("There is nobody to ask"));
        }

        @Override
        public Mono<Void> tell(JsonRpc.JSONRPCNotification notification) {
          return Mono.empty();
        }
      };

  /** What it can be asked, as each request of MCP 2026-07-28 declares it. */
  Map<String, Object> capabilities();

  /** The level from which on it is told log messages; empty for none. */
  Optional<String> logLevel();

  /** Asks it one thing, and gives the members of its answer: an error if it gives none. */
  Mono<Map<String, Object>> ask(String method, Map<String, Object> parameters);

  /** Tells it something, if it wants that. */
  Mono<Void> tell(JsonRpc.JSONRPCNotification notification);
}
