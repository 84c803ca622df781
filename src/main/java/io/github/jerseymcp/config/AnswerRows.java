package io.github.jerseymcp.config;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The settings of scopes, challenges and the places of documents. */
final class AnswerRows {

  static final List<Setting> ALL =
      List.of(
          scope("withImplied", "implied-scopes", AnswerRows::imply, ScopeSettings::implications),
          scope(
              "withWildcards",
              "wildcard-scopes",
              (scopes, text) -> text.flag() ? scopes.withWildcards() : scopes,
              ScopeSettings::wildcards),
          scope(
              "asRoles",
              "scopes-as-roles",
              (scopes, text) -> text.flag() ? scopes.asRoles() : scopes,
              ScopeSettings::areRoles),
          challenge(
              "withRealm",
              "realm",
              (challenges, text) -> challenges.withRealm(text.text()),
              ChallengeSettings::realm),
          challenge(
              "withAllScopesFirst",
              "all-scopes-in-first-challenge",
              (challenges, text) -> text.flag() ? challenges.withAllScopesFirst() : challenges,
              ChallengeSettings::allScopesFirst),
          challenge(
              "withMoreScopesFirst",
              "more-scopes-in-first-challenge",
              (challenges, text) -> challenges.withMoreScopesFirst(text.list()),
              ChallengeSettings::moreScopesFirst),
          challenge(
              "withGrantedScopes",
              "granted-scopes-in-challenges",
              (challenges, text) -> text.flag() ? challenges.withGrantedScopes() : challenges,
              ChallengeSettings::grantedScopes),
          document(
              "withBasePath",
              "base-path",
              (documents, text) -> documents.withBasePath(text.text()),
              DocumentSettings::basePath),
          document(
              "withHostRoot",
              "documents-at-host-root",
              (documents, text) -> text.flag() ? documents.withHostRoot() : documents,
              DocumentSettings::atHostRoot),
          document(
              "withRootDocument",
              "root-document",
              (documents, text) ->
                  text.isNone()
                      ? documents.withoutRootDocument()
                      : documents.withRootDocument(text.text()),
              documents -> documents.rootDocument() ? documents.rootResource() : "404"));

  private AnswerRows() {}

  private static ScopeSettings imply(ScopeSettings scopes, PropertyValue text) {
    ScopeSettings all = scopes;
    for (String rule : text.list()) {
      String[] sides = rule.split("=", 2);
      if (sides.length != 2 || sides[1].isBlank()) {
        text.mustBe("rules such as admin=write read, or a map");
        return scopes;
      }
      all = all.withImplied(sides[0].strip(), sides[1].strip().split(" +"));
    }
    return all;
  }

  private static Setting scope(
      String method,
      String property,
      BiFunction<ScopeSettings, PropertyValue, ScopeSettings> change,
      Function<ScopeSettings, Object> value) {
    return new Setting(
        "scopes",
        method,
        property,
        (builder, text) -> builder.scopes(scopes -> change.apply(scopes, text)),
        settings -> value.apply(settings.scopes()));
  }

  private static Setting challenge(
      String method,
      String property,
      BiFunction<ChallengeSettings, PropertyValue, ChallengeSettings> change,
      Function<ChallengeSettings, Object> value) {
    return new Setting(
        "challenges",
        method,
        property,
        (builder, text) -> builder.challenges(challenges -> change.apply(challenges, text)),
        settings -> value.apply(settings.challenges()));
  }

  private static Setting document(
      String method,
      String property,
      BiFunction<DocumentSettings, PropertyValue, DocumentSettings> change,
      Function<DocumentSettings, Object> value) {
    return new Setting(
        "documents",
        method,
        property,
        (builder, text) -> builder.documents(documents -> change.apply(documents, text)),
        settings -> value.apply(settings.documents()));
  }
}
