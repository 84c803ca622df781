package io.github.jerseymcp.example.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;

/**
 * What the suite asks a client to do.
 *
 * @param name the name of the scenario
 * @param revision the version of MCP to speak
 * @param server the address of the server
 * @param context what the client is told beforehand
 */
record Scenario(String name, String revision, URI server, JsonNode context) {

  static Scenario read(byte[] json) throws IOException {
    JsonNode tree = new ObjectMapper().readTree(json);
    return new Scenario(
        tree.path("scenario").asText(),
        tree.path("revision").asText(),
        URI.create(tree.path("server").asText()),
        tree.path("context"));
  }

  boolean isModern() {
    return revision.equals("2026-07-28");
  }

  boolean isNamed(String suffix) {
    return name.endsWith(suffix);
  }

  String told(String member) {
    return context.path(member).asText();
  }
}
