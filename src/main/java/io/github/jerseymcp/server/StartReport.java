package io.github.jerseymcp.server;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.config.ChangedSettings;
import io.github.jerseymcp.config.SenderSettings;
import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.config.TransportRules;
import io.github.jerseymcp.jose.SignatureVerifier;
import io.github.jerseymcp.logout.LogoutReach;
import io.github.jerseymcp.resource.DescribedHandler;
import io.github.jerseymcp.resource.ProtectedResource;
import io.github.jerseymcp.resource.ScopeRequirement;
import io.github.jerseymcp.token.TrustedIssuer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tells the operator, in one block for each start, what is protected and how, what is open, and
 * which settings differ from their defaults.
 *
 * <p>Resources that are protected alike share a line, and long lists are cut with a count of what
 * is left out, so that it is as readable for two hundred endpoints as for one.
 */
final class StartReport {

  private static final int GROUPS = 8;
  private static final int PATHS = 4;
  private static final int OPERATIONS = 4;
  private static final int OPERATIONS_OF_FEW = 12;
  private static final int OPEN = 12;

  private final Settings settings;
  private final String base;
  private final List<String> lines = new ArrayList<>();

  /** A report; {@code base} is the public path of the application, as far as the start knows it. */
  StartReport(Settings settings, String base) {
    this.settings = settings;
    this.base = base;
  }

  /** Renders the block, without a line break at its end. */
  String render(Collection<ProtectedResource> resources, Collection<DescribedHandler> handlers) {
    lines.add(
        count(resources.size(), "protected resource") + " at " + settings.origin().prefix() + base);
    Map<String, List<DescribedHandler>> byResource =
        handlers.stream()
            .filter(handler -> handler.resource().isPresent())
            .collect(Collectors.groupingBy(handler -> handler.resource().orElseThrow()));
    Map<Alike, List<ProtectedResource>> groups = new LinkedHashMap<>();
    for (ProtectedResource resource : resources) {
      List<DescribedHandler> own = byResource.getOrDefault(resource.template(), List.of());
      groups.computeIfAbsent(alike(resource, own), key -> new ArrayList<>()).add(resource);
    }
    int most = groups.size() <= 2 ? OPERATIONS_OF_FEW : OPERATIONS;
    groups.entrySet().stream()
        .limit(GROUPS)
        .forEach(group -> describe(group.getKey(), group.getValue(), most));
    long hidden = groups.values().stream().skip(GROUPS).mapToLong(List::size).sum();
    if (hidden > 0) {
      lines.add("  and " + hidden + " more resources, protected in other ways");
    }
    describeOpen(handlers);
    describeParts(resources);
    List<String> changed = ChangedSettings.of(settings);
    if (!changed.isEmpty()) {
      lines.add("not as by default: " + String.join(", ", changed));
    }
    return String.join("\n  ", lines);
  }

  private void describe(Alike alike, List<ProtectedResource> resources, int most) {
    String names =
        resources.size() == 1
            ? settings.origin().prefix() + base + resources.get(0).template()
            : resources.size() + " resources: " + cut(paths(resources), PATHS);
    lines.add(names + " (" + alike.line() + ")");
    alike.operations().stream().limit(most).forEach(operation -> lines.add("  " + operation));
    if (alike.operations().size() > most) {
      lines.add("  and " + (alike.operations().size() - most) + " more operations");
    }
  }

  private List<String> paths(List<ProtectedResource> resources) {
    return resources.stream().map(resource -> base + resource.displayPath()).toList();
  }

  private Alike alike(ProtectedResource resource, Collection<DescribedHandler> handlers) {
    List<String> parts = new ArrayList<>();
    parts.add(
        resource.scopes().isEmpty() ? "any valid token" : "scopes " + words(resource.scopes()));
    if (!resource.issuers().isEmpty()) {
      parts.add("issuers " + words(resource.issuers()));
    }
    DpopUse dpop = settings.senders().dpopOf(resource);
    if (dpop != DpopUse.OFF) {
      parts.add("DPoP " + lower(dpop));
    }
    Set<String> operations = new LinkedHashSet<>();
    for (DescribedHandler handler : handlers) {
      String more =
          joined(
              beyond(handler.demand().scopes(), resource.scopes()),
              handler.demand().authentication());
      if (!handler.isPublic() && !more.isEmpty()) {
        operations.add(verb(handler) + " " + within(handler, resource) + ": " + more);
      }
      handler
          .operations()
          .forEach(
              (name, demand) -> {
                String own = joined(beyond(demand.scopes(), Set.of()), demand.authentication());
                operations.add(name + ": " + (own.isEmpty() ? "nothing more" : own));
              });
    }
    return new Alike(String.join(", ", parts), List.copyOf(operations));
  }

  private static String joined(String scopes, AuthenticationRequirement authentication) {
    String separator = scopes.isEmpty() || authentication.isNone() ? "" : ", ";
    return scopes + separator + authentication;
  }

  private static String beyond(ScopeRequirement requirement, Set<String> always) {
    Set<String> alternatives = new LinkedHashSet<>();
    for (Set<String> alternative : requirement.alternatives()) {
      Set<String> more = new LinkedHashSet<>(alternative);
      more.removeAll(always);
      alternatives.add(words(more));
    }
    return alternatives.contains("") ? "" : String.join(" or ", alternatives);
  }

  /** The path behind that of the resource, so that resources of one shape can share a line. */
  private static String within(DescribedHandler handler, ProtectedResource resource) {
    String path = handler.path();
    return path.startsWith(resource.template()) && path.length() > resource.template().length()
        ? "..." + path.substring(resource.template().length())
        : "...";
  }

  private void describeOpen(Collection<DescribedHandler> handlers) {
    List<String> open =
        new ArrayList<>(
            handlers.stream()
                .filter(DescribedHandler::isPublic)
                .map(handler -> verb(handler) + " " + base + handler.path())
                .collect(Collectors.toCollection(TreeSet::new)));
    lines.add("open to anybody (@McpPublic): " + (open.isEmpty() ? "nothing" : cut(open, OPEN)));
    if (settings.logout().isOn()) {
      Set<String> issuers = settings.logout().clients().keySet();
      lines.add(LogoutReach.told(settings, base, cut(List.copyOf(issuers), OPEN)));
    }
    for (DescribedHandler handler : handlers) {
      if (!handler.open().isEmpty()) {
        lines.add(
            ("open to anybody without a token (@OpenOperation) at " + base + handler.path() + ": ")
                + cut(List.copyOf(handler.open()), OPEN));
      }
    }
  }

  private void describeParts(Collection<ProtectedResource> resources) {
    lines.add(
        "issuers: " + cut(settings.issuers().stream().map(StartReport::described).toList(), OPEN));
    lines.add(
        "beside tokens: "
            + (settings.credentials().isEmpty()
                ? "nothing, so that no key in any header opens anything"
                : cut(settings.credentials().stream().map(String::valueOf).toList(), OPEN)));
    if (settings.resolver().isAsked()) {
      lines.add("asks a resolver for " + settings.resolver());
    }
    SenderSettings senders = settings.senders();
    boolean dpop = resources.stream().anyMatch(one -> senders.dpopOf(one) != DpopUse.OFF);
    List<String> parts = new ArrayList<>();
    if (dpop) {
      senders.store().ifPresent(store -> parts.add("proofs remembered by " + nameOf(store)));
      parts.add(senders.nonces().isPresent() ? "with nonces" : "without nonces");
    }
    senders.signaturesTold(StartReport::nameOf).ifPresent(parts::add);
    senders
        .certificates()
        .ifPresent(
            source ->
                parts.add(
                    "client certificates "
                        + (senders.certificateRequired() ? "required" : "accepted")));
    lines.add("senders: " + (parts.isEmpty() ? "bearer tokens alone" : String.join(", ", parts)));
    lines.add("TLS: " + TransportRules.told(settings));
    SignatureVerifier tokens = SignatureVerifier.of(settings.tokens().cryptography());
    lines.add(
        "signatures: "
            + (tokens.isReady()
                ? "verified by " + tokens.providerName()
                : "native code is being looked for, a line of its own will tell"));
  }

  private static String described(TrustedIssuer issuer) {
    String how = issuer.introspection().map(one -> " (" + one + ")").orElse("");
    return issuer.issuer() + how + issuer.connection().map(one -> " (" + one + ")").orElse("");
  }

  private static String nameOf(Object part) {
    Class<?> type = part.getClass();
    boolean hasName = !type.isSynthetic() && !type.isHidden() && !type.isAnonymousClass();
    return hasName ? type.getSimpleName() : "a store of the application";
  }

  private static String verb(DescribedHandler handler) {
    return handler.verb().equals("*") ? "locator" : handler.verb();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String words(Collection<String> words) {
    return String.join(" ", words);
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static String cut(List<String> all, int most) {
    String shown = all.stream().limit(most).collect(Collectors.joining(", "));
    return all.size() > most ? shown + " and " + (all.size() - most) + " more" : shown;
  }

  /**
   * What resources that share a line have in common.
   *
   * @param line what each request needs
   * @param operations what single operations need besides
   */
  private record Alike(String line, List<String> operations) {}
}
