package io.github.jerseymcp.example.doctor.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import io.github.jerseymcp.example.doctor.wire.Target;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the document says of the resource (RFC 9728 section 2). */
final class DocumentContent implements Check {

  @Override
  public List<Rule> rules() {
    return List.of(
        Rule.DOCUMENT_RESOURCE, Rule.DOCUMENT_SERVERS, Rule.DOCUMENT_METHODS, Rule.SCOPES);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    if (visit.isOpen() && visit.documents().documentIfAny().isEmpty()) {
      return;
    }
    JsonNode document = visit.documents().document();
    examineResource(visit, findings);
    examineServers(visit.target(), document.path("authorization_servers"), findings);
    examineMethods(texts(document.path("bearer_methods_supported")), findings);
    if (!texts(document.path("scopes_supported")).isEmpty()
        || visit.documents().challengedScopes().findAny().isPresent()) {
      findings.ok(Rule.SCOPES, "Clients are told which scopes there are");
    } else {
      findings.advice(Rule.SCOPES, "Neither challenge nor document names a scope");
    }
  }

  private static void examineResource(Visit visit, Findings findings) throws CannotTellException {
    for (Answer answer : visit.documents().all()) {
      String resource = answer.json().path("resource").asText("");
      if (!isSame(visit.target(), resource)) {
        findings.wrong(
            Rule.DOCUMENT_RESOURCE,
            "The document at "
                + visit.target().hidingQuery(answer.uri())
                + (resource.isEmpty() ? " names no resource" : " is for another one: " + resource));
        return;
      }
    }
    findings.ok(Rule.DOCUMENT_RESOURCE, "It names the endpoint");
  }

  private static boolean isSame(Target target, String resource) {
    try {
      URI uri = URI.create(resource);
      return uri.getScheme() != null
          && uri.getHost() != null
          && target.isSameOrigin(uri)
          && resource.substring(resource.indexOf(uri.getRawAuthority())).equals(rest(target, uri));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** What must follow the scheme; the root has two spellings. */
  private static String rest(Target target, URI resource) {
    String path = target.url().getRawPath();
    String query = target.url().getRawQuery();
    boolean isRoot = path.length() <= 1 && resource.getRawPath().length() <= 1;
    return resource.getRawAuthority()
        + (isRoot ? resource.getRawPath() : path)
        + (query == null ? "" : "?" + query);
  }

  private static void examineServers(Target target, JsonNode servers, Findings findings) {
    List<String> issuers = texts(servers);
    Optional<String> bad =
        issuers.stream()
            .limit(IssuerDocuments.MOST_NAMED)
            .filter(each -> !isIssuer(target, each))
            .findFirst();
    if (issuers.isEmpty()) {
      findings.wrong(Rule.DOCUMENT_SERVERS, "The document names no authorization server");
    } else if (issuers.size() > IssuerDocuments.MOST_NAMED) {
      findings.wrong(Rule.DOCUMENT_SERVERS, "The document names " + issuers.size() + " issuers");
    } else if (bad.isPresent()) {
      findings.wrong(
          Rule.DOCUMENT_SERVERS, "The document names an issuer that is none: " + bad.get());
    } else {
      findings.ok(Rule.DOCUMENT_SERVERS, String.join(", ", issuers));
    }
  }

  private static boolean isIssuer(Target target, String issuer) {
    return target
        .advertised(issuer)
        .filter(uri -> uri.getRawQuery() == null && uri.getRawFragment() == null)
        .filter(uri -> "https".equalsIgnoreCase(uri.getScheme()) || Target.isLocal(uri))
        .isPresent();
  }

  private static void examineMethods(List<String> methods, Findings findings) {
    if (methods.isEmpty()) {
      findings.ok(Rule.DOCUMENT_METHODS, "Not said, so clients use the header");
    } else if (methods.equals(List.of("header"))) {
      findings.ok(Rule.DOCUMENT_METHODS, "header");
    } else {
      findings.wrong(Rule.DOCUMENT_METHODS, "Tokens may be sent by " + String.join(", ", methods));
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
