package io.github.jerseymcp.upstream;

import io.github.jerseymcp.client.token.TokenSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is asked of a token endpoint, and what its answer must be.
 *
 * @param audience the name of the API, as its authorization server knows it
 * @param resource the address of the API (RFC 8707)
 * @param onBehalfOf whether it is asked for as Microsoft Entra has it
 */
record ExchangeForm(Optional<String> audience, Optional<String> resource, boolean onBehalfOf) {

  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

  /** Ends a scope of Entra that stands for all of one API that the user has consented to. */
  private static final String DEFAULT = "/.default";

  /** Scopes of OpenID Connect, which Entra names beside those of an API. */
  private static final Set<String> OPENID = Set.of("openid", "profile", "email", "offline_access");

  Map<String, String> of(String token, Set<String> scopes) {
    Map<String, String> form = new LinkedHashMap<>();
    if (onBehalfOf) {
      form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
      form.put("assertion", token);
      form.put("requested_token_use", "on_behalf_of");
    } else {
      form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
      form.put("subject_token", token);
      form.put("subject_token_type", ACCESS_TOKEN);
      form.put("requested_token_type", ACCESS_TOKEN);
      audience.ifPresent(name -> form.put("audience", name));
      resource.ifPresent(address -> form.put("resource", address));
    }
    if (!scopes.isEmpty()) {
      form.put("scope", String.join(" ", new TreeSet<>(scopes)));
    }
    return form;
  }

  /** Whether the answer says that it is a token of the kind that was asked for. */
  boolean isOfKind(Map<String, Object> answer) {
    return onBehalfOf || ACCESS_TOKEN.equals(answer.get("issued_token_type"));
  }

  /** Whether a token has more scopes than were asked for: more than its calls may do. */
  boolean isWider(TokenSet tokens, Set<String> asked) {
    return !asked.isEmpty() && !tokens.scopes().stream().allMatch(scope -> isAsked(scope, asked));
  }

  /** Whether a token lacks some of the scopes. */
  boolean isNarrower(TokenSet tokens, Set<String> asked) {
    return !asked.stream().allMatch(scope -> isGranted(scope, tokens.scopes()));
  }

  private boolean isAsked(String scope, Set<String> asked) {
    if (!onBehalfOf) {
      return asked.contains(scope);
    }
    return OPENID.contains(scope)
        || asked.stream()
            .anyMatch(one -> one.endsWith(DEFAULT) ? isOf(one, scope) : isSame(one, scope));
  }

  private boolean isGranted(String scope, Set<String> granted) {
    return granted.contains(scope)
        || (onBehalfOf
            && (scope.endsWith(DEFAULT) || granted.stream().anyMatch(one -> isSame(scope, one))));
  }

  /** Of that API, by its long name, or by a short one, which is of the API that was asked for. */
  private static boolean isOf(String everything, String scope) {
    String api = everything.substring(0, everything.length() - DEFAULT.length() + 1);
    return !scope.contains("/") || lower(scope).startsWith(lower(api));
  }

  /** Entra writes scopes in lower case, and may leave the name of the API out. */
  private static boolean isSame(String asked, String scope) {
    return lower(asked).equals(lower(scope))
        || (!scope.contains("/") && lower(asked).endsWith("/" + lower(scope)));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
