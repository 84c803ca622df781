package io.github.jerseymcp.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class AbsentProviderTest {

  @Test
  void theJavaRuntimeVerifiesWhereTheNativeProviderIsNotOnTheClassPath() throws Exception {
    URL library = Cryptography.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {library}, new WithoutProvider())) {
      Class<?> choices = loader.loadClass(Cryptography.class.getName());
      Object verifier =
          loader
              .loadClass(SignatureVerifier.class.getName())
              .getMethod("of", choices)
              .invoke(null, choices.getEnumConstants()[0]);
      Object name = verifier.getClass().getMethod("providerName").invoke(verifier);

      assertThat(choices).isNotEqualTo(Cryptography.class);
      assertThat(choices.getEnumConstants()[0]).hasToString("NATIVE_IF_AVAILABLE");
      assertThat(name).isEqualTo("the Java runtime");
    }
  }

  private static final class WithoutProvider extends ClassLoader {

    WithoutProvider() {
      super(AbsentProviderTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("com.amazon.corretto.") || name.startsWith("io.github.jerseymcp.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
