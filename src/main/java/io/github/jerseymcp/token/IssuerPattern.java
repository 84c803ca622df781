package io.github.jerseymcp.token;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Issuers that differ in one part of their path, which a claim of each token repeats: the tenants
 * of one provider, with one set of keys. A token counts only if its {@code iss} is the pattern with
 * one of the allowed values, and its claim of that name is the same value.
 *
 * <p>What this makes is a {@link TrustedIssuer} whose identifier is the pattern; {@code
 * McpProtected.issuers} names it so. Its keys must be named ({@link TrustedIssuer#withJwksUri}),
 * and what documents name for it ({@link TrustedIssuer#withAdvertisedAs}). Opaque tokens cannot be
 * asked about. {@link io.github.jerseymcp.McpPrincipal#issuer} is the issuer of the very token.
 */
public final class IssuerPattern {

  /** A whole segment of the path, and never a part of the host. */
  private static final Pattern SHAPE =
      Pattern.compile("(https?://[^/{}?#]+/(?:[^{}?#]+/)?)\\{(\\w+)}((?:/[^{}?#]*)?)");

  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,127}");
  private static final String ENTRA = "https://login.microsoftonline.com/{tid}/v2.0";

  private final String text;
  private final Set<String> values;
  private final boolean any;
  private final @Nullable String before;
  private final String claim;
  private final String after;

  private IssuerPattern(String text, Set<String> values, boolean any) {
    this.text = text;
    this.values = values;
    this.any = any;
    Matcher shape = SHAPE.matcher(text);
    boolean fits = shape.matches();
    this.before = fits ? shape.group(1) : null;
    this.claim = fits ? shape.group(2) : "";
    this.after = fits ? shape.group(3) : "";
  }

  /**
   * Issuers whose claim is one of these values.
   *
   * @param pattern {@code https://login.example.com/{tid}/v2.0}, say: the name of the claim in
   *     braces, as a whole segment of the path
   * @param values at least one, each of 1 to 128 characters of {@code A-Z a-z 0-9 - . _ ~}
   */
  public static TrustedIssuer of(String pattern, String... values) {
    Set<String> allowed = new LinkedHashSet<>(List.of(values));
    return TrustedIssuer.of(new IssuerPattern(pattern, allowed, false));
  }

  /**
   * Issuers with any value: whoever has a tenant at the provider can make tokens that count, so
   * that the audience and the application must tell whom to serve.
   */
  public static TrustedIssuer ofAnyValue(String pattern) {
    return TrustedIssuer.of(new IssuerPattern(pattern, Set.of(), true));
  }

  /**
   * Some tenants of Microsoft Entra ID, with tokens of version 2.0 for an application that is
   * registered for several tenants; see {@link TrustedIssuer#entra}. Clients are sent to {@code
   * organizations}, where users of any tenant sign in.
   *
   * @param tenantIds the GUIDs of the tenants, as tokens spell them
   */
  public static TrustedIssuer entra(String... tenantIds) {
    return Presets.entraTenants(of(ENTRA, tenantIds));
  }

  /** Any tenant of Microsoft Entra ID: everybody who has an account there. */
  public static TrustedIssuer entraOfAnyTenant() {
    return Presets.entraTenants(ofAnyValue(ENTRA));
  }

  String text() {
    return text;
  }

  String claim() {
    return claim;
  }

  /** Whether an issuer is one of these. */
  boolean matches(String issuer) {
    return valueIn(issuer) != null;
  }

  /** Whether an issuer is one of these, and the claim says the same. */
  boolean matches(String issuer, Map<String, Object> claims) {
    String value = valueIn(issuer);
    return value != null && value.equals(claims.get(claim));
  }

  private @Nullable String valueIn(String issuer) {
    String begin = before;
    int length = begin == null ? -1 : issuer.length() - begin.length() - after.length();
    if (begin == null || length < 1 || !issuer.startsWith(begin) || !issuer.endsWith(after)) {
      return null;
    }
    String value = issuer.substring(begin.length(), begin.length() + length);
    return (any ? VALUE.matcher(value).matches() : values.contains(value)) ? value : null;
  }

  /** One sentence for each mistake. */
  void addProblems(List<String> problems, String name) {
    if (before == null) {
      problems.add(
          name
              + ": a pattern has the name of a claim in braces, as one whole segment of the path of"
              + " an https URL");
    }
    if (!any && values.isEmpty()) {
      problems.add(name + ": name the values that count, or say ofAnyValue");
    }
    if (!values.stream().allMatch(value -> VALUE.matcher(value).matches())) {
      problems.add(name + ": values have 1 to 128 characters of A-Z, a-z, 0-9, -, ., _ and ~");
    }
  }

  @Override
  public String toString() {
    return any ? "any " + claim : claim + " of " + values.size();
  }
}
