package io.github.jerseymcp.example.doctor.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.List;
import java.util.Optional;

/** What the authorization servers offer to MCP clients. */
final class IssuerAbilities implements Check {

  @Override
  public List<Rule> rules() {
    return List.of(Rule.ISSUER_PKCE, Rule.ISSUER_REGISTRATION, Rule.ISSUER_RESPONSE);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    if (visit.isOpen() && visit.documents().documentIfAny().isEmpty()) {
      return;
    }
    List<JsonNode> all =
        visit.issuers().stream().map(IssuerDocument::metadata).flatMap(Optional::stream).toList();
    if (all.isEmpty()) {
      throw new CannotTellException("There is no metadata of an authorization server");
    }
    if (all.stream().allMatch(IssuerAbilities::hasPkce)) {
      findings.ok(Rule.ISSUER_PKCE, "S256");
    } else {
      findings.wrong(Rule.ISSUER_PKCE, "S256 is not listed, so MCP clients must not go on");
    }
    if (all.stream().allMatch(IssuerAbilities::takesStrangers)) {
      findings.ok(Rule.ISSUER_REGISTRATION, ways(all.get(0)));
    } else {
      findings.advice(
          Rule.ISSUER_REGISTRATION, "A client that is not known cannot register by itself");
    }
    if (all.stream()
        .allMatch(each -> isTrue(each, "authorization_response_iss_parameter_supported"))) {
      findings.ok(Rule.ISSUER_RESPONSE, "Responses name the issuer");
    } else {
      findings.advice(
          Rule.ISSUER_RESPONSE,
          "Responses do not name the issuer, so clients of several can be mixed up");
    }
  }

  private static boolean hasPkce(JsonNode metadata) {
    for (JsonNode method : metadata.path("code_challenge_methods_supported")) {
      if (method.asText().equals("S256")) {
        return true;
      }
    }
    return false;
  }

  private static boolean takesStrangers(JsonNode metadata) {
    return byDocument(metadata) || metadata.path("registration_endpoint").isTextual();
  }

  private static String ways(JsonNode metadata) {
    boolean isDynamic = metadata.path("registration_endpoint").isTextual();
    return (byDocument(metadata) ? "By metadata document" : "")
        + (byDocument(metadata) && isDynamic ? " or dynamically" : isDynamic ? "Dynamically" : "");
  }

  private static boolean byDocument(JsonNode metadata) {
    return isTrue(metadata, "client_id_metadata_document_supported");
  }

  private static boolean isTrue(JsonNode metadata, String name) {
    return metadata.path(name).asBoolean(false);
  }
}
