package io.github.jerseymcp.example.authorization;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import net.minidev.json.JSONObject;

/** Clients that registered themselves (RFC 7591): anybody may, so the oldest make room for new. */
final class RegisteredClients {

  private static final int MAX_CLIENTS = 1_000;
  private static final Duration LIFETIME = Duration.ofDays(30);

  private final ExpiringStore<Client> clients;

  RegisteredClients(InstantSource clock) {
    this.clients = new ExpiringStore<>(clock, MAX_CLIENTS);
  }

  Client register(JSONObject metadata) throws RefusedException {
    Client client = ClientMetadataRules.read(RandomValue.fresh(), metadata);
    clients.put(client.id(), client, LIFETIME);
    return client;
  }

  Optional<Client> find(String clientId) {
    return clients.find(clientId);
  }
}
