package io.github.jerseymcp.example.doctor.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import io.github.jerseymcp.example.doctor.wire.Challenge;
import io.github.jerseymcp.example.doctor.wire.Request;
import io.github.jerseymcp.example.doctor.wire.Target;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The documents of the protected resource (RFC 9728), wherever they are. */
final class ResourceDocuments {

  private static final String PLACE = "/.well-known/oauth-protected-resource";

  private final Visit visit;
  private final Once<Optional<Answer>> advertised = new Once<>(this::fetchAdvertised);
  private final Once<Answer> wellKnown = new Once<>(this::fetchWellKnown);
  private final Once<Answer> root = new Once<>(this::fetchRoot);

  ResourceDocuments(Visit visit) {
    this.visit = visit;
  }

  /** What the challenge names, as it is written. */
  Optional<String> advertisedAddress() throws CannotTellException {
    return visit.entry().last().challenges().stream()
        .map(challenge -> challenge.parameter("resource_metadata"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The document that the challenge names, if it names one that may be fetched. */
  Optional<Answer> advertised() throws CannotTellException {
    return advertised.get();
  }

  /** The answer at the well-known place for the path of the endpoint. */
  Answer wellKnown() throws CannotTellException {
    return wellKnown.get();
  }

  /** The answer at the well-known place for the origin. */
  Answer root() throws CannotTellException {
    return visit.target().path().isEmpty() ? wellKnown() : root.get();
  }

  /** The place for the path of the endpoint (RFC 9728 section 3.1). */
  URI place() {
    Target target = visit.target();
    String query = target.url().getRawQuery();
    return target.at(PLACE + target.path() + (query == null ? "" : "?" + query));
  }

  /** The document that clients would use. */
  JsonNode document() throws CannotTellException {
    return all().get(0).json();
  }

  /** All that clients may come by: the advertised one, that of the path, else that of the root. */
  List<Answer> all() throws CannotTellException {
    List<Answer> all = findAll();
    if (all.isEmpty()) {
      throw new CannotTellException("There is no metadata document");
    }
    return all;
  }

  /**
   * The document that clients would use, or nothing where there is none.
   *
   * @throws CannotTellException if it cannot be told whether there is one
   */
  Optional<JsonNode> find() throws CannotTellException {
    return findAll().stream().findFirst().map(Answer::json);
  }

  private List<Answer> findAll() throws CannotTellException {
    List<Answer> all = new ArrayList<>();
    advertised().filter(ResourceDocuments::isDocument).ifPresent(all::add);
    if (isDocument(wellKnown()) && !all.contains(wellKnown())) {
      all.add(wellKnown());
    }
    if (all.isEmpty() && isDocument(root())) {
      all.add(root());
    }
    return all;
  }

  /** The document that clients would use, or nothing where none was found. */
  Optional<JsonNode> documentIfAny() {
    try {
      return Optional.of(document());
    } catch (CannotTellException e) {
      return Optional.empty();
    }
  }

  /** The challenge of this scheme that is sent to who has no token. */
  Optional<Challenge> challenge(String scheme) throws CannotTellException {
    return visit.entry().last().challenge(scheme);
  }

  /** All scopes that the challenges name. */
  Stream<String> challengedScopes() throws CannotTellException {
    return visit.entry().last().challenges().stream()
        .map(challenge -> challenge.parameter("scope"))
        .flatMap(Optional::stream);
  }

  static boolean isDocument(Answer answer) {
    return answer.status() == 200 && answer.json().isObject();
  }

  private Optional<Answer> fetchAdvertised() throws CannotTellException {
    Optional<URI> address = advertisedAddress().flatMap(visit.target()::advertised);
    return address.isPresent() ? Optional.of(fetch(address.get())) : Optional.empty();
  }

  private Answer fetchWellKnown() throws CannotTellException {
    Optional<Answer> known =
        advertised().filter(answer -> answer.uri().toString().equals(place().toString()));
    return known.isPresent() ? known.get() : fetch(place());
  }

  private Answer fetchRoot() throws CannotTellException {
    return fetch(visit.target().at(PLACE));
  }

  private Answer fetch(URI address) throws CannotTellException {
    return visit.wire().send(Request.get(address));
  }
}
