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

  void add(Handler handler) {
    Protection protection = handler.protection();
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
    if (!onClass.isEmpty()) {
      at(handler.root()).declare(onClass);
    }
    if (!protection.onMethod().isEmpty()) {
      Declaration own = at(handler.path());
      own.inherit(onClass);
      own.declare(protection.onMethod());
    }
  }

  /** The resources, without the scopes that their handlers add. */
  List<ProtectedResource> resources() {
    List<ProtectedResource> resources = new ArrayList<>();
    declarations.forEach((path, declaration) -> resources.add(declaration.resource(path)));
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

    ProtectedResource resource(String template) {
      return new ProtectedResource(
          template,
          scopes,
          scopes,
          issuers == null ? Set.of() : issuers,
          dpop,
          Optional.of(name).filter(text -> !text.isEmpty()),
          Optional.of(documentation).filter(text -> !text.isEmpty()));
    }
  }
}
