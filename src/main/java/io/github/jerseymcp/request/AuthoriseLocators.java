package io.github.jerseymcp.request;

import io.github.jerseymcp.resource.ProtectedResources;
import io.github.jerseymcp.resource.ScopeRequirement;
import io.github.jerseymcp.resource.ScopeRules;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Step 9 of a request: checks the scopes of sub-resource locators before Jersey matches, since it
 * runs locators while it does. It knows the locators that the start saw; {@link Authorise} checks
 * all of them again.
 */
public final class AuthoriseLocators {

  private final Supplier<ProtectedResources> resources;
  private final ScopeRules policy;

  public AuthoriseLocators(Supplier<ProtectedResources> resources, ScopeRules policy) {
    this.resources = resources;
    this.policy = policy;
  }

  /**
   * The scopes that the caller must have in order to go on; null if the caller may go on.
   *
   * @param method the method of the request
   * @param path its undecoded path
   */
  public @Nullable Set<String> lacking(AuthenticatedRequest request, String method, String path) {
    List<ScopeRequirement> onTheWay = resources.get().locatorScopes(method, path);
    if (onTheWay.isEmpty()) {
      return null;
    }
    List<ScopeRequirement> all = List.of(ScopeRequirement.allOf(request.resource().scopes()));
    for (ScopeRequirement one : new LinkedHashSet<>(onTheWay)) {
      all = ScopeRequirement.and(all, one);
    }
    Set<String> held = request.caller().scopes();
    return policy.granted(all, held) == null ? policy.closest(all, held) : null;
  }
}
