package io.github.jerseymcp.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the audiences that are accepted beside the resource identifier, each from one issuer:
 * {@code https://auth.example.com=api://notes urn:notes, https://other.example=api://notes}. Where
 * there is one issuer, its name may be left out.
 */
final class ExtraAudiences {

  private static final Pattern SPACES = Pattern.compile("\\s+");

  /** What stands before the sign is an issuer; it has no query (RFC 8414 section 2). */
  private static final Pattern OTHER_ISSUER = Pattern.compile("https?://[^\\s?#=]*=");

  private final Map<String, List<String>> ofIssuer = new LinkedHashMap<>();

  /**
   * Reads them.
   *
   * @param name the name of the property
   * @param entries its members
   * @param issuers the configured issuers, as they are written
   * @param problems gets a sentence for each entry that cannot be meant so
   */
  ExtraAudiences(String name, String[] entries, String[] issuers, List<String> problems) {
    for (String entry : entries) {
      String issuer = issuerOf(entry, issuers);
      if (!issuer.isEmpty()) {
        add(issuer, entry.substring(issuer.length() + 1));
      } else if (issuers.length == 1 && OTHER_ISSUER.matcher(entry).lookingAt()) {
        problems.add(
            name
                + ": "
                + entry.substring(0, entry.indexOf('='))
                + " is no configured issuer: write it as in issuers, "
                + issuers[0]);
      } else if (issuers.length == 1) {
        add(issuers[0], entry);
      } else if (issuers.length > 1) {
        problems.add(
            name
                + ": say which issuer each audience is accepted from, since there are several: "
                + issuers[0]
                + "="
                + entry.substring(entry.indexOf('=') + 1).strip());
      }
    }
  }

  /** The audiences that are accepted from an issuer. */
  String[] of(String issuer) {
    return ofIssuer.getOrDefault(issuer, List.of()).toArray(String[]::new);
  }

  private void add(String issuer, String audiences) {
    List<String> all = ofIssuer.computeIfAbsent(issuer, key -> new ArrayList<>());
    SPACES.splitAsStream(audiences).filter(audience -> !audience.isEmpty()).forEach(all::add);
  }

  /** The longest issuer that the entry begins with, before the sign; empty if there is none. */
  private static String issuerOf(String entry, String[] issuers) {
    String longest = "";
    for (String issuer : issuers) {
      if (issuer.length() > longest.length() && entry.startsWith(issuer + "=")) {
        longest = issuer;
      }
    }
    return longest;
  }
}
