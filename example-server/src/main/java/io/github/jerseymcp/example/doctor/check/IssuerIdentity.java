package io.github.jerseymcp.example.doctor.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.List;
import java.util.Optional;

/** Whether clients find the authorization servers, and find them to be who they should be. */
final class IssuerIdentity implements Check {

  @Override
  public List<Rule> rules() {
    return List.of(Rule.ISSUER_METADATA, Rule.ISSUER_IDENTITY);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    if (visit.isOpen() && visit.documents().documentIfAny().isEmpty()) {
      return;
    }
    List<IssuerDocument> issuers = visit.issuers();
    Optional<IssuerDocument> silent =
        issuers.stream().filter(each -> each.metadata().isEmpty()).findFirst();
    if (silent.isPresent()) {
      findings.wrong(
          Rule.ISSUER_METADATA, "No metadata at any well-known place of " + silent.get().issuer());
    } else {
      findings.ok(Rule.ISSUER_METADATA, "The authorization server says how to use it");
    }
    examineIdentity(issuers, findings);
  }

  private static void examineIdentity(List<IssuerDocument> issuers, Findings findings)
      throws CannotTellException {
    if (issuers.stream().allMatch(each -> each.metadata().isEmpty())) {
      throw new CannotTellException("There is no metadata of an authorization server");
    }
    for (IssuerDocument each : issuers) {
      String named = each.metadata().map(IssuerIdentity::name).orElse(each.issuer());
      if (!named.equals(each.issuer())) {
        findings.wrong(
            Rule.ISSUER_IDENTITY,
            "The document says " + each.issuer() + ", and the authorization server says " + named);
        return;
      }
    }
    findings.ok(Rule.ISSUER_IDENTITY, "Both spell it alike");
  }

  private static String name(JsonNode metadata) {
    return metadata.path("issuer").asText("");
  }
}
