package io.github.jerseymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.jose.Cryptography;
import io.github.jerseymcp.jose.SignatureVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A start says which code verifies signatures, whether or not a request ever comes. */
@Timeout(60)
class ProvidersInUseTest {

  private static final Path LOG = Path.of("target", "tests.log");

  private long start;

  @BeforeEach
  void listen() throws Exception {
    // An application that another test has started may still be about to write its line.
    SignatureVerifier.of(Cryptography.NATIVE_IF_AVAILABLE).providerName();
    join("mcp-security-provider");
    // The first logger empties the file.
    LoggerFactory.getLogger(ProvidersInUseTest.class);
    start = Files.size(LOG);
  }

  @Test
  void theJavaRuntimeIsNamedBeforeTheStartGoesOn() throws Exception {
    Fixture.start(Fixture.config().cryptography(Cryptography.JDK), OpenNotes.class);

    assertThat(lines())
        .singleElement()
        .asString()
        .startsWith("[" + Thread.currentThread().getName() + "]")
        .endsWith(
            "Signatures of tokens are verified by the Java runtime,"
                + " those of proofs by the Java runtime");
  }

  @Test
  void aProviderThatIsKnownNeedsNoThread() throws Exception {
    String name = SignatureVerifier.of(Cryptography.NATIVE_IF_AVAILABLE).providerName();
    Fixture.start(Fixture.config().cryptography(Cryptography.NATIVE_IF_AVAILABLE), OpenNotes.class);

    assertThat(lines())
        .singleElement()
        .asString()
        .startsWith("[" + Thread.currentThread().getName() + "]")
        .endsWith("Signatures of tokens are verified by " + name + ", those of proofs by " + name);
  }

  @Test
  void aProviderThatIsNotKnownIsLookedForMeanwhileAndNamedOnceByAThreadThatEnds() throws Exception {
    String name = SignatureVerifier.of(Cryptography.NATIVE_IF_AVAILABLE).providerName();
    announceInFreshLibrary();

    assertThat(lines())
        .singleElement()
        .asString()
        .startsWith("[mcp-security-provider]")
        .endsWith("Signatures of tokens are verified by " + name + ", those of proofs by " + name);
  }

  /** In a class loader of its own the library has not looked for a provider yet. */
  private static void announceInFreshLibrary() throws Exception {
    URL library = ProvidersInUse.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {library}, new WithoutLibrary())) {
      Class<?> choices = loader.loadClass(Cryptography.class.getName());
      Object verifier =
          loader
              .loadClass(SignatureVerifier.class.getName())
              .getMethod("of", choices)
              .invoke(null, choices.getField("NATIVE_IF_AVAILABLE").get(choices));
      assertThat(verifier.getClass().getMethod("isReady").invoke(verifier)).isEqualTo(false);
      Class<?> type = loader.loadClass(ProvidersInUse.class.getName());
      Class<?> events = loader.loadClass(SecurityEvents.class.getName());
      Constructor<?> constructor =
          type.getDeclaredConstructor(verifier.getClass(), verifier.getClass(), events);
      constructor.setAccessible(true);
      Method announce = type.getDeclaredMethod("announce");
      announce.setAccessible(true);
      announce.invoke(
          constructor.newInstance(verifier, verifier, events.getMethod("unheard").invoke(null)));
      join("mcp-security-provider");
      assertThat(verifier.getClass().getMethod("isReady").invoke(verifier)).isEqualTo(true);
    }
  }

  private static void join(String name) throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(name)) {
        assertThat(thread.isDaemon()).isTrue();
        thread.join();
      }
    }
  }

  private List<String> lines() throws IOException {
    String written;
    try (InputStream log = Files.newInputStream(LOG)) {
      log.skipNBytes(start);
      written = new String(log.readAllBytes(), UTF_8);
    }
    return written.lines().filter(line -> line.contains("Signatures of tokens")).toList();
  }

  private static final class WithoutLibrary extends ClassLoader {

    WithoutLibrary() {
      super(ProvidersInUseTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("io.github.jerseymcp.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
