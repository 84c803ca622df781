package io.github.jerseymcp.request;

import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.edge.ClientNetworks;
import io.github.jerseymcp.resource.ProtectedResources;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * In place of steps 3 to 9 for a request without any credentials that may be for an operation that
 * an MCP endpoint opens to anybody. Every other request takes the steps.
 */
public final class AdmitAnonymous {

  private static final String UNKNOWN = "unknown";
  private static final int MOST_DIGITS = 9;

  private final Supplier<ProtectedResources> resources;
  private final OtherCredentials others;
  private final ClientNetworks networks;
  private final int maximumBodyBytes;

  /** Admits what has no credentials in any place where these are read. */
  public AdmitAnonymous(
      Supplier<ProtectedResources> resources,
      OtherCredentials others,
      ClientNetworks networks,
      int maximumBodyBytes) {
    this.resources = resources;
    this.others = others;
    this.networks = networks;
    this.maximumBodyBytes = maximumBodyBytes;
  }

  /** Whether the message of a request is to be looked at although nobody has signed in. */
  public boolean admits(ContainerRequestContext context) {
    return resources.get().areThereOpenOperations()
        && RequestFingerprint.isUnchanged(context)
        && context.getMethod().equals("POST")
        && !hasCredentials(context.getHeaders())
        && isJson(context)
        && isShort(context.getHeaders())
        && resources.get().opensOperations(context.getUriInfo().getPath(false));
  }

  /** Whose share a request without credentials is counted on. */
  public CallerKey keyOf(AdmittedRequest request, MultivaluedMap<String, String> headers) {
    return CallerKey.anonymous(networks.of(request.peer(), headers).orElse(UNKNOWN));
  }

  /** A header field of another scheme is credentials, too; and so is a proof without a token. */
  private boolean hasCredentials(MultivaluedMap<String, String> headers) {
    return headers.containsKey("authorization")
        || headers.containsKey("dpop")
        || others.headers().stream().anyMatch(headers::containsKey);
  }

  private static boolean isJson(ContainerRequestContext context) {
    try {
      @Nullable MediaType type = context.getMediaType();
      return type != null && type.isCompatible(MediaType.APPLICATION_JSON_TYPE);
    } catch (RuntimeException e) {
      return false; // It cannot be read.
    }
  }

  /** One that does not say its length is bounded while it is read. */
  private boolean isShort(MultivaluedMap<String, String> headers) {
    List<String> lengths = headers.getOrDefault(HttpHeaders.CONTENT_LENGTH, List.of());
    return lengths.stream()
        .allMatch(
            length ->
                length.length() <= MOST_DIGITS
                    && length.matches("[0-9]+")
                    && Integer.parseInt(length) <= maximumBodyBytes);
  }
}
