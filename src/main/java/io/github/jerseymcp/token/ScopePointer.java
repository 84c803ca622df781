package io.github.jerseymcp.token;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The names at one place in the claims.
 *
 * @param path the names of the members on the way, from the claim on
 */
record ScopePointer(List<String> path) implements ScopeSource {

  static ScopePointer of(List<String> path) {
    return new ScopePointer(List.copyOf(path));
  }

  static ScopePointer parse(String pointer) {
    if (!pointer.startsWith("/") || pointer.matches(".*~(?![01]).*")) {
      throw new IllegalArgumentException(
          "A JSON Pointer begins with a slash and has no tilde but in ~0 and ~1: " + pointer);
    }
    List<String> path = new ArrayList<>();
    for (String name : pointer.substring(1).split("/", -1)) {
      path.add(name.replace("~1", "/").replace("~0", "~"));
    }
    return of(path);
  }

  @Override
  public Collection<String> of(Map<String, Object> claims) {
    Object found = claims;
    for (String name : path) {
      if (!(found instanceof Map<?, ?> members)) {
        throw mistyped();
      }
      if (!members.containsKey(name)) {
        return List.of();
      }
      found = members.get(name);
    }
    List<String> names = new ArrayList<>();
    if (found instanceof String one) {
      names.add(one);
    } else if (found instanceof Map<?, ?> members) {
      members.keySet().forEach(name -> names.add((String) name));
    } else if (found instanceof List<?> listed) {
      for (Object member : listed) {
        if (!(member instanceof String name)) {
          throw mistyped();
        }
        names.add(name);
      }
    } else {
      throw mistyped();
    }
    return names;
  }

  private static IllegalArgumentException mistyped() {
    return new IllegalArgumentException("The claim holds no names");
  }
}
