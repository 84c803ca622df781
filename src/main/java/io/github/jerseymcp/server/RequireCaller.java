package io.github.jerseymcp.server;

import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.Refusal;
import io.github.jerseymcp.refusal.RefusalWriter;
import io.github.jerseymcp.request.AdmittedRequest;
import io.github.jerseymcp.request.AnonymousRequest;
import io.github.jerseymcp.request.AuthenticatedRequest;
import io.github.jerseymcp.request.Challenges;
import io.github.jerseymcp.request.Credentials;
import io.github.jerseymcp.request.FindProtectedResource;
import io.github.jerseymcp.request.FoundRequest;
import io.github.jerseymcp.request.MatchedWay;
import io.github.jerseymcp.request.ProtectedRequest;
import io.github.jerseymcp.request.RefusedException;
import io.github.jerseymcp.request.RequestFingerprint;
import io.github.jerseymcp.resource.AuditedHandler;
import io.github.jerseymcp.resource.ProtectedResources;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.glassfish.jersey.server.model.Invocable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second lock, one on each protected method: by each way that Jersey may take to the method, a
 * request goes no further unless its caller was verified for the very resource that the method
 * belongs to, or it has no credentials and the method is the one that takes messages of an MCP
 * endpoint which opens some of them.
 */
final class RequireCaller implements ContainerRequestFilter {

  private static final Logger logger = LoggerFactory.getLogger(RequireCaller.class);

  private final Optional<AuditedHandler> known;
  private final Supplier<ProtectedResources> resources;
  private final FindProtectedResource find;
  private final boolean annotated;
  private final boolean restrictsTokens;
  private final boolean opensOperations;
  private final Challenges challenges;
  private final RefusalWriter writer;

  /**
   * Locks one method.
   *
   * @param known what the start found out about it, if it saw it
   * @param resources what the start found out about all others
   * @param find finds the resource of a request that was rewritten since
   * @param annotated whether its own annotations ask for a caller
   * @param restrictsTokens whether they name issuers or DPoP, which cannot be kept behind a locator
   * @param opensOperations whether it takes the messages of an MCP endpoint that opens operations
   *     to anybody
   */
  RequireCaller(
      Optional<AuditedHandler> known,
      Supplier<ProtectedResources> resources,
      FindProtectedResource find,
      boolean annotated,
      boolean restrictsTokens,
      boolean opensOperations,
      Challenges challenges,
      RefusalWriter writer) {
    this.known = known;
    this.resources = resources;
    this.find = find;
    this.annotated = annotated;
    this.restrictsTokens = restrictsTokens;
    this.opensOperations = opensOperations;
    this.challenges = challenges;
    this.writer = writer;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    MatchedWay way = MatchedWay.of(context);
    if (restrictsTokens && !way.isDirect()) {
      logger.error(
          "A sub-resource names dpop or issuers, which has no effect there, and was refused:"
              + " put them on the class of its locator");
      context.abortWith(writer.write(context, Refusal.withoutChallenge(Reason.FORBIDDEN)));
      return;
    }
    Optional<AuditedHandler> entrance = entrance(way);
    boolean belongsToSome = entrance.filter(handler -> !handler.resources().isEmpty()).isPresent();
    ProtectedRequest request = ProtectedRequest.of(context);
    if (request == null) {
      if (annotated || belongsToSome) {
        logger.error(
            "A protected method was reached through no protected resource, and refused:"
                + " put @McpProtected on the class of its locator");
        context.abortWith(writer.write(context, Refusal.withoutChallenge(Reason.FORBIDDEN)));
      }
      return;
    }
    boolean belongs =
        entrance.isEmpty()
            || entrance.get().resources().contains(request.resource())
            || (!annotated && !belongsToSome);
    boolean mayEnter =
        request instanceof AuthenticatedRequest
            || (request instanceof AnonymousRequest && mayBeRead(context, way));
    if (!mayEnter || !belongs || leadsElsewhere(context, request.found())) {
      context.abortWith(writer.write(context, withoutCaller(context)));
    }
  }

  /** What a filter has led here was looked at as another request. */
  private boolean mayBeRead(ContainerRequestContext context, MatchedWay way) {
    return opensOperations && way.isDirect() && RequestFingerprint.isUnchanged(context);
  }

  private Refusal withoutCaller(ContainerRequestContext context) {
    return challenges.refusal(
        Objects.requireNonNull(AdmittedRequest.of(context)),
        Credentials.NO_SCHEME,
        new RefusedException(Reason.NO_CREDENTIALS));
  }

  /** Whether a filter has led the request to another path since its caller was verified. */
  private boolean leadsElsewhere(ContainerRequestContext context, FoundRequest found) {
    if (RequestFingerprint.isUnchanged(context)) {
      return false;
    }
    FoundRequest now = find.of(context);
    return now != null && !found.covers(now);
  }

  /** The method that a root resource class led to: this one, or the first locator on the way. */
  private Optional<AuditedHandler> entrance(MatchedWay way) {
    if (way.isDirect()) {
      return known;
    }
    Invocable first = way.first();
    return resources.get().handler(first.getHandler().getHandlerClass(), first.getHandlingMethod());
  }
}
