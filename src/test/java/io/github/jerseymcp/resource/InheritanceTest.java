package io.github.jerseymcp.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.RequiresScopes;
import jakarta.ws.rs.GET;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** Annotations that are found though the method that is called does not carry them. */
class InheritanceTest {

  interface Generic<T> {
    @RequiresScopes("generic")
    void put(T value);
  }

  interface Texts extends Generic<String> {
    @Override
    @RequiresScopes("texts")
    void put(String value);
  }

  static class Overloads<T> {
    @RequiresScopes("variable")
    public void put(T value) {}

    public void put(Integer value) {}
  }

  static class Base {
    @GET
    @McpPublic
    public String get() {
      return "";
    }
  }

  static class Silent extends Base {
    @Override
    public String get() {
      return "";
    }
  }

  static class Speaking extends Base {
    @Override
    @GET
    public String get() {
      return "";
    }
  }

  @McpProtected(scopes = "base")
  @RequiresScopes("first")
  @RequiresScopes("second")
  static class Strict {}

  static class Stricter extends Strict implements Generic<String[]> {
    @Override
    @RequiresScopes("own")
    public void put(String[] value) {}
  }

  @Test
  void aProxyHasNoBridgesButKeepsItsScopes() throws Exception {
    Object proxy =
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Texts.class}, (p, m, a) -> null);
    Method put = proxy.getClass().getMethod("put", String.class);

    assertThat(protection(proxy.getClass(), put).requirement().mentioned())
        .containsExactlyInAnyOrder("generic", "texts");
  }

  @Test
  void aGenericParameterDoesNotReachOverloadsOfItsOwnClass() throws Exception {
    Method put = Overloads.class.getMethod("put", Integer.class);
    assertThat(protection(Overloads.class, put).requirement().mentioned()).isEmpty();
  }

  @Test
  void alternativesOfOneElementAddUpWithTheOthers() throws Exception {
    Method put = Stricter.class.getMethod("put", String[].class);
    assertThat(protection(Stricter.class, put).requirement().alternatives())
        .containsExactly(
            java.util.Set.of("base", "first", "own", "generic"),
            java.util.Set.of("base", "second", "own", "generic"));
  }

  @Test
  void anOverrideIsOpenOnlyIfItDeclaresNothingOfItsOwn() throws Exception {
    Method defined = Base.class.getMethod("get");
    Method silent = Silent.class.getMethod("get");
    Method speaking = Speaking.class.getMethod("get");

    assertThat(HandlerProtection.of(Silent.class, silent, defined).isPublic()).isTrue();
    assertThat(HandlerProtection.of(Speaking.class, speaking, speaking).isPublic()).isFalse();
  }

  private static HandlerProtection protection(Class<?> type, Method method) {
    return HandlerProtection.of(type, method, method);
  }
}
