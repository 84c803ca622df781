package io.github.jerseymcp.client.discovery;

import java.io.InterruptedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the metadata of a server (RFC 9728 section 3): where its challenge points, if that is on
 * its own origin; else at the well-known address of its path, then of its origin. What is found
 * counts only if {@code resource} is the identifier that the address was made of, letter by letter.
 */
public final class FindResource {

  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

  private final String identifier;
  private final String origin;
  private final String path;

  /** For the server with this identifier. */
  public FindResource(URI server) {
    this.identifier = server.toString();
    this.origin = Origins.of(server);
    this.path = server.getRawPath();
  }

  /** The document, checked. */
  public ResourceDocument find(Optional<String> pointer, Inquiry inquiry)
      throws AuthorizationFailedException, InterruptedIOException {
    if (pointer.isPresent()) {
      Map<String, Object> document =
          inquiry.document(checked(pointer.get())).orElseThrow(FindResource::none);
      return read(document, identifier);
    }
    boolean root = path.isEmpty() || path.equals("/");
    if (!root) {
      Optional<Map<String, Object>> document =
          inquiry.document(URI.create(origin + WELL_KNOWN + path));
      if (document.isPresent()) {
        return read(document.get(), identifier);
      }
    }
    Map<String, Object> document =
        inquiry.document(URI.create(origin + WELL_KNOWN)).orElseThrow(FindResource::none);
    return read(document, root ? identifier : origin);
  }

  /** The pointer comes from an answer that nobody has authenticated. */
  private URI checked(String pointer) throws AuthorizationFailedException {
    Optional<URI> address = Origins.address(pointer);
    if (address.isEmpty() || !Origins.of(address.get()).equals(origin)) {
      throw new AuthorizationFailedException(
          AuthorizationFault.NO_METADATA, "the challenge points to another origin");
    }
    return address.get();
  }

  private static ResourceDocument read(Map<String, Object> document, String expected)
      throws AuthorizationFailedException {
    if (!expected.equals(document.get("resource"))) {
      throw new AuthorizationFailedException(AuthorizationFault.RESOURCE_MISMATCH);
    }
    List<String> issuers = Members.texts(document, "authorization_servers");
    if (issuers.isEmpty()) {
      throw new AuthorizationFailedException(
          AuthorizationFault.NO_METADATA, "no authorization server is named");
    }
    return new ResourceDocument(
        expected,
        issuers,
        Members.texts(document, "scopes_supported"),
        Members.texts(document, "dpop_signing_alg_values_supported"),
        Boolean.TRUE.equals(document.get("dpop_bound_access_tokens_required")));
  }

  private static AuthorizationFailedException none() {
    return new AuthorizationFailedException(AuthorizationFault.NO_METADATA);
  }
}
