package io.github.jerseymcp.resource;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.McpProtected;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds up, path by path, what the handlers of the application declare about their resource. */
final class ResourceDeclarations {

  private final Map<String, Declaration> declarations = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private @Nullable Class<?> latestType;
  private @Nullable String latestRoot;

  void add(Handler handler) {
    HandlerProtection protection = handler.protection();
    if (handler.located()) {
      if (protection.restrictsTokens()) {
        problems.add(
            handler.describe()
                + " names dpop or issuers where a locator leads, which has no effect: put them on"
                + " the class of the locator");
      }
      return;
    }
    List<McpProtected> onClass = protection.onClass();
    if (!onClass.isEmpty() && !wasJustDeclared(handler)) {
      at(handler.root()).declare(onClass);
    }
    if (!protection.onMethod().isEmpty()) {
      Declaration own = at(handler.path());
      own.inherit(onClass);
      own.declare(protection.onMethod());
    }
  }

  /** All handlers of a class say the same of it, and mostly come one after the other. */
  private boolean wasJustDeclared(Handler handler) {
    boolean repeated = handler.type() == latestType && handler.root().equals(latestRoot);
    latestType = handler.type();
    latestRoot = handler.root();
    return repeated;
  }

  /** Adds scopes of a handler that belongs to a resource, once all handlers were added. */
  void addSupported(String template, HandlerProtection protection) {
    Declaration declaration = declarations.get(template);
    if (declaration != null) {
      for (Set<String> alternative : protection.requirement().alternatives()) {
        declaration.supported.addAll(alternative);
      }
      declaration.supported.addAll(protection.operationScopes());
    }
  }

  /** The templates of the resources, in the order they were found. */
  Set<String> templates() {
    return declarations.keySet();
  }

  /** The resources by their templates, in the order they were found. */
  Map<String, ProtectedResource> resources() {
    Map<String, ProtectedResource> resources = new LinkedHashMap<>();
    for (Map.Entry<String, Declaration> entry : declarations.entrySet()) {
      resources.put(entry.getKey(), entry.getValue().resource(entry.getKey()));
    }
    return resources;
  }

  List<String> problems() {
    return problems;
  }

  private Declaration at(String path) {
    return declarations.computeIfAbsent(path, p -> new Declaration(p.isEmpty() ? "/" : p));
  }

  private final class Declaration {

    private final String path;
    private final Set<String> scopes = new LinkedHashSet<>();
    private final Set<String> supported = new LinkedHashSet<>();
    private @Nullable Set<String> issuers;
    private final Set<DpopUse> dpop = EnumSet.noneOf(DpopUse.class);
    private String name = "";
    private String documentation = "";

    Declaration(String path) {
      this.path = path;
    }

    void declare(List<McpProtected> annotations) {
      inherit(annotations);
      for (McpProtected annotation : annotations) {
        name = one("resourceName", name, annotation.resourceName());
        documentation = one("documentation", documentation, annotation.documentation());
      }
    }

    /** Takes over what restricts access, but not what describes another path. */
    void inherit(List<McpProtected> annotations) {
      for (McpProtected annotation : annotations) {
        scopes.addAll(List.of(annotation.scopes()));
        dpop.add(annotation.dpop());
        Set<String> trusted = new LinkedHashSet<>(List.of(annotation.issuers()));
        if (!trusted.isEmpty()) {
          if (issuers != null && !issuers.equals(trusted)) {
            problems.add(
                path + " is declared with different issuers: name the same ones everywhere");
          }
          issuers = trusted;
        }
      }
    }

    private String one(String attribute, String before, String now) {
      if (!before.isEmpty() && !now.isEmpty() && !before.equals(now)) {
        problems.add(path + " is declared with different values of " + attribute + ": keep one");
      }
      return now.isEmpty() ? before : now;
    }

    private static Optional<String> given(String text) {
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    ProtectedResource resource(String template) {
      Set<String> all = new LinkedHashSet<>(scopes);
      all.addAll(supported);
      return new ProtectedResource(
          template,
          scopes,
          all,
          issuers == null ? Set.of() : issuers,
          dpop,
          given(name),
          given(documentation));
    }
  }
}
