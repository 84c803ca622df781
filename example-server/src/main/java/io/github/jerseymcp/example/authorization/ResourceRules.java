package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which audience a token gets: the resources of RFC 8707, character for character as they were
 * sent, whatever they are. An authorization server in production would know its resources.
 */
final class ResourceRules {

  private static final int MAX_RESOURCES = 4;

  private final String defaultResource;

  ResourceRules(String defaultResource) {
    this.defaultResource = defaultResource;
  }

  List<String> requested(@Nullable List<URI> resources) throws RefusedException {
    if (resources == null) {
      return List.of();
    }
    if (resources.size() > MAX_RESOURCES) {
      throw new RefusedException(OAuth2Error.INVALID_TARGET, "There are too many resources");
    }
    return resources.stream().map(URI::toString).distinct().toList();
  }

  /** A token request may ask for some of the resources of the grant (RFC 8707 section 2.2). */
  List<String> audience(@Nullable List<URI> resources, List<String> granted)
      throws RefusedException {
    List<String> requested = requested(resources);
    if (!granted.isEmpty() && !granted.containsAll(requested)) {
      throw new RefusedException(
          OAuth2Error.INVALID_TARGET, "The resource is not one that was authorized");
    }
    if (!requested.isEmpty()) {
      return requested;
    }
    return granted.isEmpty() ? List.of(defaultResource) : granted;
  }
}
