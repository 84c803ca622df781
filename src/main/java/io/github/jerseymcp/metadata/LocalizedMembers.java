package io.github.jerseymcp.metadata;

import io.github.jerseymcp.edge.PublicOrigin;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collects the members that an application sets, with their translations (RFC 9728 section 2.1).
 */
final class LocalizedMembers {

  private final Map<String, Object> members;
  private final Set<String> tagsInLowerCase = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  private LocalizedMembers(Map<String, Object> members) {
    this.members = new TreeMap<>(members);
    members.keySet().stream()
        .filter(name -> name.contains("#"))
        .map(name -> name.toLowerCase(Locale.ROOT))
        .forEach(tagsInLowerCase::add);
  }

  static LocalizedMembers of(Map<String, Object> members) {
    return new LocalizedMembers(members);
  }

  /** All members by name, in alphabetical order; a translation follows what it translates. */
  Map<String, Object> members() {
    return members;
  }

  List<String> problems() {
    return problems;
  }

  void put(String setting, String member, String value) {
    if (isValid(setting, member, value)) {
      members.put(member, value);
    }
  }

  void put(String setting, String member, String language, String value) {
    if (!isLanguageTag(language)) {
      problems.add(setting + " must have a language tag of BCP 47, such as fr or ja-Hani-JP");
      return;
    }
    String tagged = member + "#" + language;
    if (!tagsInLowerCase.add(tagged.toLowerCase(Locale.ROOT))) {
      problems.add(setting + " is set twice for the language " + language);
      return;
    }
    if (isValid(setting, member, value)) {
      members.put(tagged, value);
    }
  }

  void putList(String member, List<String> values) {
    if (!values.isEmpty()) {
      members.put(member, values.stream().distinct().toList());
    }
  }

  /** Sets the value and drops its translations. */
  void replace(String setting, String member, String value) {
    if (isValid(setting, member, value)) {
      members.keySet().removeIf(name -> name.startsWith(member + "#"));
      members.put(member, value);
    }
  }

  private boolean isValid(String setting, String member, String value) {
    if (member.equals(Members.NAME)) {
      boolean valid = !value.isBlank() && value.chars().noneMatch(c -> c < 0x20);
      if (!valid) {
        problems.add(setting + " must be text without control characters");
      }
      return valid;
    }
    boolean valid = isUrl(value);
    if (!valid) {
      problems.add(setting + " must be an absolute https URL (http only on loopback)");
    }
    return valid;
  }

  private static boolean isUrl(String value) {
    try {
      URI uri = new URI(value);
      String authority = uri.getRawAuthority();
      if (uri.getScheme() == null || authority == null) {
        return false;
      }
      List<String> found = new ArrayList<>();
      return PublicOrigin.parse("", uri.getScheme() + "://" + authority, found::add).isPresent();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isLanguageTag(String tag) {
    try {
      return !tag.isEmpty()
          && !tag.contains("_")
          && new Locale.Builder().setLanguageTag(tag).build() != null;
    } catch (IllformedLocaleException e) {
      return false;
    }
  }
}
