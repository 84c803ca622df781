package io.github.jerseymcp.example.doctor.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import io.github.jerseymcp.example.doctor.wire.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Fetches the metadata of the first authorization servers, where MCP clients look for it. */
final class IssuerDocuments {

  /** More than these are not looked at: each takes at least the question where it is. */
  static final int MOST_NAMED = 8;

  private static final int MOST_ISSUERS = 2;
  private static final String OAUTH = "/.well-known/oauth-authorization-server";
  private static final String OPENID = "/.well-known/openid-configuration";

  private final Visit visit;

  IssuerDocuments(Visit visit) {
    this.visit = visit;
  }

  List<IssuerDocument> fetch() throws CannotTellException {
    List<IssuerDocument> all = new ArrayList<>();
    JsonNode named = visit.documents().document().path("authorization_servers");
    for (int i = 0; i < Math.min(named.size(), MOST_NAMED) && all.size() < MOST_ISSUERS; i++) {
      JsonNode entry = named.path(i);
      Optional<URI> address = visit.target().advertised(entry.asText());
      if (address.isPresent()) {
        all.add(new IssuerDocument(entry.asText(), metadata(address.get())));
      }
    }
    if (all.isEmpty()) {
      throw new CannotTellException("The document names no authorization server that can be asked");
    }
    return all;
  }

  private Optional<JsonNode> metadata(URI issuer) throws CannotTellException {
    for (URI place : places(issuer)) {
      Optional<JsonNode> found = at(place);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<JsonNode> at(URI place) throws CannotTellException {
    Answer answer = visit.wire().send(Request.get(place));
    return ResourceDocuments.isDocument(answer) ? Optional.of(answer.json()) : Optional.empty();
  }

  /** RFC 8414 section 3.1, then OpenID Connect Discovery in both ways (MCP authorization). */
  private static Set<URI> places(URI issuer) {
    String origin = issuer.getScheme() + "://" + issuer.getRawAuthority();
    String path = issuer.getRawPath().replaceAll("/$", "");
    Set<URI> places = new LinkedHashSet<>();
    places.add(URI.create(origin + OAUTH + path));
    places.add(URI.create(origin + OPENID + path));
    places.add(URI.create(origin + path + OPENID));
    return places;
  }
}
