package io.github.jerseymcp.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.testsupport.LogFile;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a handler can see of the token that it was called with: negative case 33. */
class InboundTokenTest {

  private static final int DEPTH = 7;

  private final Desk desk = new Desk();
  private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<String> found = new TreeSet<>();

  @AfterEach
  void stop() {
    desk.close();
  }

  @Test
  void noPublicMethodGivesTheTokenToAHandlerCase33() {
    String inbound = desk.token("alice").sign();
    desk.work =
        (caller, request) -> {
          starts(caller, request).forEach((name, start) -> walk(name, start, inbound, DEPTH));
          return "walked";
        };

    assertThat(desk.ask(inbound)).isEqualTo("walked");
    assertThat(found).isEmpty();
    assertThat(visited).anyMatch(InboundToken.class::isInstance);
    assertThat(visited).hasSizeGreaterThan(20);
  }

  private static Map<String, Object> starts(McpPrincipal caller, ContainerRequestContext request) {
    Map<String, Object> starts = new LinkedHashMap<>();
    starts.put("caller", caller);
    starts.put("snapshot", caller.snapshot());
    starts.put("headers", request.getHeaders());
    starts.put("user", request.getSecurityContext().getUserPrincipal());
    starts.put("security context", request.getSecurityContext());
    for (String name : request.getPropertyNames()) {
      starts.put(name, request.getProperty(name));
    }
    return starts;
  }

  private void walk(String path, Object value, String token, int depth) {
    if (value == null || depth == 0) {
      return;
    }
    if (value instanceof CharSequence || value.getClass().getName().startsWith("io.github")) {
      if (String.valueOf(value).contains(token)) {
        found.add(path);
      }
    }
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, member) -> walk(path + "." + key, member, token, depth - 1));
    } else if (value instanceof Collection<?> all) {
      all.forEach(member -> walk(path + "[]", member, token, depth - 1));
    } else if (value instanceof Optional<?> maybe) {
      maybe.ifPresent(member -> walk(path, member, token, depth - 1));
    } else if (value.getClass().getName().startsWith("io.github.jerseymcp") && visited.add(value)) {
      for (Method method : value.getClass().getMethods()) {
        walk(path + "." + method.getName(), result(value, method), token, depth - 1);
      }
    }
  }

  /** What a handler would get, which has no other rights than this class. */
  private static Object result(Object value, Method method) {
    if (method.getParameterCount() > 0
        || method.getReturnType() == void.class
        || Modifier.isStatic(method.getModifiers())) {
      return null;
    }
    try {
      return method.invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      return null;
    }
  }

  @Test
  void noHeaderOfTheRequestHasTheTokenCase33() {
    desk.work =
        (caller, request) ->
            request.getHeaderString("Authorization") + " " + request.getHeaders().keySet();

    assertThat(desk.askAs("alice"))
        .startsWith("null [")
        .doesNotContainIgnoringCase("authorization");
  }

  @Test
  void aKeyIsNoTokenAndIsHiddenAsWellW01() {
    UpstreamTokens tokens = desk.builder().build();
    desk.work =
        (caller, request) ->
            caller.subject() + request.getHeaders().keySet().toString().toLowerCase(Locale.ROOT);
    assertThat(desk.askWithKey()).startsWith("ci[").doesNotContain("x-api-key");

    desk.work = (caller, request) -> desk.call(tokens, caller);
    assertThat(desk.askWithKey()).isEqualTo("NO_TOKEN");
    assertThat(desk.upstream.exchanges).isEmpty();
  }

  @Test
  void noTextShowsATokenCase33() {
    UpstreamTokens tokens = desk.builder().build();
    String inbound = desk.token("alice").sign();
    desk.work =
        (caller, request) -> {
          CallerWithToken known = (CallerWithToken) caller.snapshot();
          InboundToken.Subject subject = known.inboundToken().subject();
          desk.call(tokens, caller);
          return known + " " + known.inboundToken() + " " + subject + " " + tokens;
        };

    assertThat(desk.ask(inbound))
        .isEqualTo(
            "McpPrincipal[redacted] InboundToken[redacted] Subject[redacted]"
                + " UpstreamTokens[127.0.0.1]");
  }

  @Test
  void noLineOfTheLogHasATokenCase33() {
    UpstreamTokens tokens = desk.builder().build();
    String inbound = desk.token("alice").sign();
    desk.work = (caller, request) -> desk.call(tokens, caller);
    desk.upstream.refusal =
        seen ->
            Optional.of(
                new TestUpstream.Instead(
                    400, Map.of("error", "invalid_target", "error_description", inbound)));
    long before = LogFile.size();

    assertThat(desk.ask(inbound)).isEqualTo("SERVER_REFUSED");
    assertThat(LogFile.from(before))
        .contains("No token of " + desk.upstream.issuer())
        .contains("SERVER_REFUSED")
        .doesNotContain(inbound);
  }
}
