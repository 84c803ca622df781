package io.github.jerseymcp.request;

import io.github.jerseymcp.credential.BoundCredential;
import io.github.jerseymcp.credential.CredentialPlace;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.token.PresentedToken;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is accepted beside tokens, from the places that it is bound to. Such a place is read
 * on every protected path: what stands there is a credential also where none of its kind is
 * accepted, and a second one beside a token.
 */
public final class OtherCredentials {

  private final Map<String, String> ofHeaders = new LinkedHashMap<>();
  private final Map<String, String> ofSchemes = new LinkedHashMap<>();

  /** Reads these. */
  public OtherCredentials(List<BoundCredential> bound) {
    for (BoundCredential credential : bound) {
      CredentialPlace place = credential.place();
      (place.kind() == CredentialPlace.Kind.HEADER ? ofHeaders : ofSchemes)
          .put(place.key(), credential.name());
    }
  }

  /** The header fields that hold credentials, in lower case. */
  Set<String> headers() {
    return ofHeaders.keySet();
  }

  /** The kind that is read behind a scheme, whatever its case; null if none is. */
  @Nullable String behind(String scheme) {
    return ofSchemes.isEmpty() ? null : ofSchemes.get(scheme.toLowerCase(java.util.Locale.ROOT));
  }

  /**
   * The one credential that stands in a header field of its own; null if there is none.
   *
   * @throws RefusedException if there are two, or one that cannot be read
   */
  @Nullable Credentials in(MultivaluedMap<String, String> headers) throws RefusedException {
    if (ofHeaders.isEmpty()) {
      return null;
    }
    Credentials found = null;
    for (Map.Entry<String, String> place : ofHeaders.entrySet()) {
      List<String> fields = headers.get(place.getKey());
      if (fields == null || fields.isEmpty()) {
        continue;
      }
      String field = ExtractCredentials.withoutOuterSpace(fields.get(0));
      if (found != null || fields.size() > 1 || !isOneCredential(field)) {
        throw new RefusedException(Reason.MALFORMED_CREDENTIALS);
      }
      found =
          new Credentials(
              Credentials.NO_SCHEME, PresentedToken.endOf(field, 0), Optional.of(place.getValue()));
    }
    return found;
  }

  /** A comma may be what a proxy has put between two fields (RFC 9110 section 5.3). */
  private static boolean isOneCredential(String field) {
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c <= ' ' || c > '~' || c == ',') {
        return false;
      }
    }
    return !field.isEmpty();
  }
}
