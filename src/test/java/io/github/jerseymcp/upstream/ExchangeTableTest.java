package io.github.jerseymcp.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an authorization server may answer to an exchange, and what comes of it: case 33. */
class ExchangeTableTest {

  private final Desk desk = new Desk();

  @AfterEach
  void stop() {
    desk.close();
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        row("33 as it should be", "hello alice", given -> {}),
        row(
            "33 the scopes that were asked for",
            "hello alice",
            given -> given.put("scope", "write read")),
        row("33 more scopes", "BAD_ANSWER", given -> given.put("scope", "read write admin")),
        row("33 fewer scopes", "SCOPE_REFUSED", given -> given.put("scope", "read")),
        row("33 no scope at all", "SCOPE_REFUSED", given -> given.put("scope", "")),
        row("33 a scope that is none", "BAD_ANSWER", given -> given.put("scope", "re\"ad")),
        row("33 no kind of token", "BAD_ANSWER", given -> given.remove("issued_token_type")),
        row(
            "33 an ID token",
            "BAD_ANSWER",
            given -> given.put("issued_token_type", "urn:ietf:params:oauth:token-type:id_token")),
        row(
            "33 a refresh token",
            "BAD_ANSWER",
            given ->
                given.put("issued_token_type", "urn:ietf:params:oauth:token-type:refresh_token")),
        row("33 a token for no API", "BAD_ANSWER", given -> given.put("token_type", "N_A")),
        row(
            "33 a bound token that nobody asked for",
            "BAD_ANSWER",
            given -> given.put("token_type", "DPoP")),
        row("33 no type", "BAD_ANSWER", given -> given.remove("token_type")),
        row("18 a line break", "BAD_ANSWER", given -> given.put("access_token", "a\r\nb")),
        row("18 no token", "BAD_ANSWER", given -> given.remove("access_token")),
        row("18 a lifetime below zero", "BAD_ANSWER", given -> given.put("expires_in", -1)),
        row("18 an error beside a token", "BAD_ANSWER", given -> given.put("error", "x")),
        row("33 no lifetime", "hello alice", given -> given.remove("expires_in")));
  }

  private static Arguments row(String name, String result, Consumer<Map<String, Object>> change) {
    return arguments(name, result, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void takesAnAnswer(String name, String result, Consumer<Map<String, Object>> change) {
    UpstreamTokens tokens = desk.builder().scopes("read", "write").build();
    desk.work = (caller, request) -> desk.call(tokens, caller);
    desk.upstream.answer =
        given -> {
          Map<String, Object> changed = new LinkedHashMap<>(given);
          change.accept(changed);
          return changed;
        };

    assertThat(desk.askAs("alice")).isEqualTo(result);
    assertThat(desk.upstream.calls).hasSize(result.startsWith("hello") ? 1 : 0);
  }

  @Test
  void takesNoInboundTokenForAnExchangedOneCase33() {
    UpstreamTokens tokens = desk.builder().build();
    desk.work = (caller, request) -> desk.call(tokens, caller);
    String inbound = desk.token("alice").sign();
    desk.upstream.answer =
        given -> {
          given.put("access_token", inbound);
          return given;
        };

    assertThat(desk.ask(inbound)).isEqualTo("BAD_ANSWER");
    assertThat(desk.upstream.calls).isEmpty();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal(400, "interaction_required", "INTERACTION_REQUIRED"),
        refusal(400, "login_required", "INTERACTION_REQUIRED"),
        refusal(400, "consent_required", "INTERACTION_REQUIRED"),
        refusal(401, "insufficient_user_authentication", "INTERACTION_REQUIRED"),
        refusal(403, "insufficient_scope", "SCOPE_REFUSED"),
        refusal(400, "invalid_scope", "SCOPE_REFUSED"),
        refusal(400, "invalid_grant", "CALLER_REFUSED"),
        refusal(400, "invalid_request", "CALLER_REFUSED"),
        refusal(403, "access_denied", "CALLER_REFUSED"),
        refusal(400, "invented", "CALLER_REFUSED"),
        refusal(400, "invalid_target", "SERVER_REFUSED"),
        refusal(400, "unauthorized_client", "SERVER_REFUSED"),
        refusal(401, "invalid_client", "SERVER_REFUSED"),
        refusal(400, "unsupported_grant_type", "SERVER_REFUSED"),
        refusal(400, "temporarily_unavailable", "OUT_OF_REACH"),
        refusal(500, "server_error", "OUT_OF_REACH"),
        refusal(302, "anything", "OUT_OF_REACH"),
        arguments(
            "400 invalid_grant, consent_required",
            new TestUpstream.Instead(
                400, Map.of("error", "invalid_grant", "suberror", "consent_required")),
            "INTERACTION_REQUIRED"));
  }

  private static Arguments refusal(int status, String error, String result) {
    return arguments(
        status + " " + error,
        new TestUpstream.Instead(
            status, Map.of("error", error, "error_description", "SECRET of the server")),
        result);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void tellsRefusalsApartW07(String name, TestUpstream.Instead instead, String result) {
    UpstreamTokens tokens = desk.builder().build();
    desk.work = (caller, request) -> desk.call(tokens, caller);
    desk.upstream.refusal = seen -> Optional.of(instead);

    assertThat(desk.askAs("alice")).isEqualTo(result);
    assertThat(desk.upstream.calls).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("granted")
  void comparesScopesAsEntraWritesThemW07(
      String name, String asked, String granted, String result) {
    UpstreamTokens tokens =
        UpstreamTokens.builder(desk.upstream.api(), desk.upstream.issuer())
            .client("server", () -> "secret")
            .onBehalfOf()
            .scopes(asked)
            .time(desk.time)
            .build();
    desk.work = (caller, request) -> desk.call(tokens, caller);
    desk.upstream.answer =
        given -> {
          given.put("scope", granted);
          return given;
        };

    assertThat(desk.askAs("alice")).isEqualTo(result);
  }

  static Stream<Arguments> granted() {
    String graph = "https://graph.microsoft.com/";
    return Stream.of(
        arguments("lower case", graph + "User.Read", graph + "user.read", "hello alice"),
        arguments("short", graph + "User.Read", "User.Read openid", "hello alice"),
        arguments("more", graph + "User.Read", "User.Read Mail.Send", "BAD_ANSWER"),
        arguments(
            "of another API", graph + "User.Read", "https://x.example/User.Read", "BAD_ANSWER"),
        arguments("none of it", graph + "User.Read", "openid", "SCOPE_REFUSED"),
        arguments(
            "all", graph + ".default", graph + "User.Read " + graph + "Mail.Send", "hello alice"),
        arguments("all, short", graph + ".default", "User.Read Mail.Send", "hello alice"),
        arguments(
            "all of another API", graph + ".default", "https://x.example/User.Read", "BAD_ANSWER"));
  }
}
