package io.github.jerseymcp.config;

import io.github.jerseymcp.refusal.RefusalBody;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a refusal says. Immutable; each {@code with} method gives a changed copy. Nothing is checked
 * before the configuration is built.
 */
public final class ChallengeSettings {

  private static final ChallengeSettings DEFAULTS = new ChallengeSettings();

  private Optional<String> realm = Optional.empty();
  private boolean allScopesFirst;
  private List<String> moreScopesFirst = List.of();
  private boolean grantedScopes;
  private RefusalBody body = RefusalBody.standard();

  private ChallengeSettings() {}

  static ChallengeSettings defaults() {
    return DEFAULTS;
  }

  /** The {@code realm} of every challenge (RFC 9110 section 11.5). Default: none. */
  public ChallengeSettings withRealm(String name) {
    return with(copy -> copy.realm = Optional.of(name));
  }

  /**
   * Names in a 401 all scopes that the document of the resource advertises, behind those that every
   * request needs: for clients that ask their user once and cannot ask for more after a 403. Their
   * users then grant more than the first operation needs. Default: only those that every request
   * needs.
   */
  public ChallengeSettings withAllScopesFirst() {
    return with(copy -> copy.allScopesFirst = true);
  }

  /**
   * Names these scopes in a 401 too, at every resource and behind its own: a chosen few instead of
   * all, or scopes that no annotation names. No request needs them by that. Default: none.
   */
  public ChallengeSettings withMoreScopesFirst(String... more) {
    return with(
        copy ->
            copy.moreScopesFirst =
                Stream.concat(moreScopesFirst.stream(), Stream.of(more)).toList());
  }

  /** Repeats granted scopes in a 403, for clients that do not add them. Default: it does not. */
  public ChallengeSettings withGrantedScopes() {
    return with(copy -> copy.grantedScopes = true);
  }

  /** Writes the body of refusals. Default: {@link RefusalBody#standard()}. */
  public ChallengeSettings withBody(RefusalBody writer) {
    return with(copy -> copy.body = writer);
  }

  Optional<String> realm() {
    return realm;
  }

  boolean allScopesFirst() {
    return allScopesFirst;
  }

  List<String> moreScopesFirst() {
    return moreScopesFirst;
  }

  boolean grantedScopes() {
    return grantedScopes;
  }

  RefusalBody body() {
    return body;
  }

  private ChallengeSettings with(Consumer<ChallengeSettings> change) {
    ChallengeSettings copy = new ChallengeSettings();
    copy.realm = realm;
    copy.allScopesFirst = allScopesFirst;
    copy.moreScopesFirst = moreScopesFirst;
    copy.grantedScopes = grantedScopes;
    copy.body = body;
    change.accept(copy);
    return copy;
  }
}
