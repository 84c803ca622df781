package io.github.jerseymcp.request;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.resource.Demand;
import io.github.jerseymcp.resource.ProtectedResources;
import io.github.jerseymcp.resource.ScopeRequirement;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Step 9 of a request: checks what sub-resource locators ask for before Jersey matches, since it
 * runs locators while it does. It knows the locators that the start saw; {@link Authorise} checks
 * all of them again.
 */
public final class AuthoriseLocators {

  private final Supplier<ProtectedResources> resources;
  private final CallerRules rules;

  public AuthoriseLocators(Supplier<ProtectedResources> resources, CallerRules rules) {
    this.resources = resources;
    this.rules = rules;
  }

  /**
   * What the caller lacks in order to go on; null if the caller may go on.
   *
   * @param method the method of the request
   * @param path its undecoded path
   */
  public @Nullable Verdict lacking(AuthenticatedRequest request, String method, String path) {
    List<Demand> onTheWay = resources.get().locatorDemands(method, path);
    if (onTheWay.isEmpty()) {
      return null;
    }
    Demand ofResource =
        new Demand(
            ScopeRequirement.allOf(request.resource().scopes()), AuthenticationRequirement.none());
    Verdict verdict = rules.judge(request.caller(), ofResource, onTheWay);
    return verdict.admits() ? null : verdict;
  }
}
