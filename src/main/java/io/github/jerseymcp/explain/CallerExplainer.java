package io.github.jerseymcp.explain;

import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.request.AuthenticatedRequest;
import io.github.jerseymcp.request.AuthoriseLocators;
import io.github.jerseymcp.request.EstablishCaller;
import io.github.jerseymcp.request.RefusedException;
import io.github.jerseymcp.request.Verdict;
import io.github.jerseymcp.resource.Demand;
import io.github.jerseymcp.resource.Destination;
import io.github.jerseymcp.resource.ScopeRequirement;
import io.github.jerseymcp.upstream.InboundToken;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Explains the steps after the token and its sender: what the caller may do. Thread-safe. */
final class CallerExplainer {

  private final ExplainedParts parts;
  private final Settings settings;
  private final EstablishCaller establish;
  private final AuthoriseLocators authoriseLocators;
  private final DemandRefusals refusals;
  private final OperationExplainer operations;

  CallerExplainer(ExplainedParts parts) {
    this.parts = parts;
    this.settings = parts.settings();
    // The mapper is code of the application, and may do anything.
    this.establish = new EstablishCaller(Optional.empty(), settings.scopeRules());
    this.authoriseLocators = new AuthoriseLocators(parts.resources(), parts.rules());
    this.refusals = new DemandRefusals(parts);
    this.operations = new OperationExplainer(parts);
  }

  void explain(ImaginedRequest request, Presented presented, Draft draft) throws RefusedException {
    draft.begin("refuse a second token");
    draft.notChecked("A form in the body must not hold an access_token", List.of());
    if (presented.needed().jkt().isPresent()) {
      draft.begin("claim the proof");
      draft.notChecked("A proof is accepted once; nothing is claimed here", List.of());
    }
    draft.begin("establish the caller");
    AuthenticatedRequest authenticated =
        new AuthenticatedRequest(
            presented.admitted(),
            establish.establish(
                presented.token(),
                InboundToken.none(presented.token()),
                presented.needed().sender()),
            presented.scheme());
    if (settings.mapper().isPresent()) {
      draft.notChecked("The application's PrincipalMapper may deny the caller", List.of());
    } else {
      draft.passed("The caller is the subject of the token");
    }
    draft.begin("authorise the locators");
    Verdict lacking = authoriseLocators.lacking(authenticated, request.method(), presented.path());
    if (lacking != null) {
      refusals.refuse(authenticated, lacking, List.of(), draft);
      return;
    }
    draft.passed("No locator on the way asks for what the caller lacks");
    authorise(request, presented.path(), authenticated, draft);
  }

  private void authorise(
      ImaginedRequest request, String path, AuthenticatedRequest authenticated, Draft draft) {
    draft.begin("find the handler");
    Destination destination = parts.ways().get().destination(request.method(), path);
    switch (destination.kind()) {
      case NOWHERE -> draft.refused("The application has no handler for the path", List.of(), 404);
      case NOT_ALLOWED ->
          draft.refused(
              "The path has handlers for other methods: change the method",
              List.of("Expected: one of " + String.join(", ", destination.verbs())),
              405);
      case UNKNOWN -> {
        draft.notChecked(
            "Which handler answers, only a request can tell: it may need more scopes", List.of());
        check(authenticated, destination, draft);
      }
      case HANDLER -> {
        draft.passed("There is a handler, if media types fit and the application answers");
        AuthenticatedRequest authorised = check(authenticated, destination, draft);
        if (authorised != null) {
          operations.explain(request, destination, authorised, draft);
        }
      }
    }
  }

  /** The request with what it needs; null if the caller lacks some of it. */
  private @Nullable AuthenticatedRequest check(
      AuthenticatedRequest authenticated, Destination destination, Draft draft) {
    draft.begin("authorise");
    Demand own = destination.demand();
    Demand needed =
        new Demand(
            ScopeRequirement.allOf(authenticated.resource().scopes()).and(own.scopes()),
            own.authentication());
    Verdict verdict = parts.rules().judge(authenticated.caller(), needed, destination.locators());
    if (verdict.admits()) {
      draft.passed(
          verdict.scopes().isEmpty()
              ? "No scope is needed"
              : "The token has what is needed: " + String.join(" ", verdict.scopes()));
      return authenticated.needing(verdict.scopes(), verdict.authentication());
    }
    refusals.refuse(authenticated, verdict, alternatives(needed.scopes()), draft);
    return null;
  }

  private static List<String> alternatives(ScopeRequirement needed) {
    List<Set<String>> all = needed.alternatives();
    return all.size() < 2
        ? List.of()
        : all.stream().map(set -> "One alternative: " + String.join(" ", set)).toList();
  }
}
