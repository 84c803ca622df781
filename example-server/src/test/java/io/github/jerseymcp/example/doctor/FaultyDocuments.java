package io.github.jerseymcp.example.doctor;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The metadata of the resource and of its authorization server. */
final class FaultyDocuments implements HttpHandler {

  private static final String JSON = "application/json";

  private final FaultyServer server;

  FaultyDocuments(FaultyServer server) {
    this.server = server;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (server.isLimited(exchange)) {
      return;
    }
    String place =
        server.has(Fault.HAS_ITS_DOCUMENT_ELSEWHERE)
            ? "/document"
            : "/.well-known/oauth-protected-resource/mcp";
    String path = exchange.getRequestURI().getPath();
    if (path.equals(place)) {
      String type = server.has(Fault.SENDS_THE_DOCUMENT_AS_TEXT) ? "text/plain" : JSON;
      server.answer(exchange, 200, type, resource(exchange.getRequestHeaders().getFirst("Host")));
    } else if (path.equals("/.well-known/oauth-authorization-server/issuer")
        && !server.has(Fault.HAS_A_SILENT_ISSUER)) {
      server.answer(exchange, 200, JSON, issuer());
    } else {
      server.answer(exchange, 404, JSON, "");
    }
  }

  private String resource(String host) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("resource", identifier(host));
    document.put(
        "authorization_servers",
        server.has(Fault.NAMES_AN_ISSUER_OF_FTP)
            ? List.of(server.origin() + "/issuer", "ftp://127.0.0.1/issuer")
            : List.of(server.origin() + "/issuer"));
    document.put(
        "bearer_methods_supported",
        server.has(Fault.OFFERS_TOKENS_IN_THE_QUERY)
            ? List.of("header", "query")
            : List.of("header"));
    if (!server.has(Fault.NAMES_NO_SCOPES)) {
      document.put("scopes_supported", List.of("tools"));
    }
    if (!server.has(Fault.OFFERS_DPOP_IN_THE_CHALLENGE_ALONE)) {
      document.put("dpop_signing_alg_values_supported", List.of("ES256"));
    }
    if (server.has(Fault.REQUIRES_DPOP_IN_WORDS_ALONE)) {
      document.put("dpop_bound_access_tokens_required", true);
    }
    return JSONObjectUtils.toJSONString(document);
  }

  private String identifier(String host) {
    if (server.has(Fault.NAMES_ANOTHER_RESOURCE)) {
      return "https://elsewhere.example/mcp";
    }
    if (server.has(Fault.NAMES_ITS_ORIGIN_AS_RESOURCE)) {
      return server.origin();
    }
    return server.has(Fault.BUILDS_ITS_DOCUMENT_FROM_HOST)
        ? "http://" + host + "/mcp"
        : server.url();
  }

  private String issuer() {
    Map<String, Object> document = new LinkedHashMap<>();
    String name = server.origin() + "/issuer";
    document.put("issuer", server.has(Fault.SPELLS_THE_ISSUER_OTHERWISE) ? name + "/" : name);
    document.put("authorization_endpoint", name + "/authorize");
    document.put("token_endpoint", name + "/token");
    document.put(
        "code_challenge_methods_supported",
        List.of(server.has(Fault.HAS_PLAIN_PKCE_ALONE) ? "plain" : "S256"));
    if (!server.has(Fault.REGISTERS_NOBODY)) {
      document.put("registration_endpoint", name + "/register");
    }
    if (!server.has(Fault.LEAVES_ISS_OUT)) {
      document.put("authorization_response_iss_parameter_supported", true);
    }
    return JSONObjectUtils.toJSONString(document);
  }
}
