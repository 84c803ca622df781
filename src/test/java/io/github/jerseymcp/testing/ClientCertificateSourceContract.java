package io.github.jerseymcp.testing;

import static io.github.jerseymcp.testing.Rule.require;

import io.github.jerseymcp.mtls.ClientCertificateSource;
import io.github.jerseymcp.mtls.InvalidCertificateException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * What every {@link ClientCertificateSource} must do, for those who write one. Extend it, and run
 * each of {@link #rules} as a test of its own: a rule that does not hold throws {@link
 * AssertionError}.
 */
public abstract class ClientCertificateSourceContract {

  private static final int THREADS = 32;
  private static final int ROUNDS = 50;
  private static final byte[] FIRST = TestCertificates.client();
  private static final byte[] SECOND = TestCertificates.sameKey();

  /** The source under test; the same one at each call. */
  protected abstract ClientCertificateSource source();

  /**
   * Puts a certificate into a request as the container or the proxy does it: in a property, or in a
   * header field. {@link TestCertificates#parsed} makes a certificate of the bytes.
   */
  protected abstract void show(ContainerRequestContext request, byte[] der);

  /** Puts something in the place of the certificate that is none. */
  protected abstract void showUnreadable(ContainerRequestContext request);

  /**
   * Puts a certificate of the connection into a request that comes from a stranger. Nothing for a
   * source that believes a proxy alone.
   */
  protected void showOnConnection(ContainerRequestContext request, byte[] der) {}

  /** The proxy, which the source trusts; the loopback address unless it says another. */
  protected InetAddress peer() {
    return InetAddress.getLoopbackAddress();
  }

  /** An address that the source does not trust; 192.0.2.1 unless it says another. */
  protected InetAddress stranger() {
    try {
      return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /** All rules by name. */
  public final Map<String, Runnable> rules() {
    Map<String, Runnable> rules = new LinkedHashMap<>();
    rules.put("a request without a certificate has none", this::hasNone);
    rules.put("the certificate that is shown is answered, in DER", this::answersWhatIsShown);
    rules.put("a header field of a stranger changes nothing", this::believesNoStranger);
    rules.put("what cannot be read is refused", this::refusesUnreadable);
    rules.put("32 threads get the certificates of their own requests", this::mixesNoRequests);
    return rules;
  }

  /** A request without a certificate has none, whoever sends it. */
  public final void hasNone() {
    for (Optional<InetAddress> sender : List.of(known(), unknown(), Optional.of(stranger()))) {
      require(answer(request(), sender).isEmpty(), "Nothing was shown, so the answer is empty");
    }
  }

  /** The certificate that is shown is answered, in DER, and is not remembered for the next one. */
  public final void answersWhatIsShown() {
    for (byte[] certificate : List.of(FIRST, SECOND)) {
      ContainerRequestContext request = request();
      show(request, certificate);
      byte[] answered =
          answer(request, known()).orElseThrow(() -> new AssertionError("It was shown"));
      require(Arrays.equals(answered, certificate), "It must be the DER of what was shown");
      TestCertificates.parsed(answered);
    }
    require(answer(request(), known()).isEmpty(), "The next request shows nothing");
  }

  /** A header field of a stranger counts nothing, and hides no certificate of the connection. */
  public final void believesNoStranger() {
    List<Consumer<ContainerRequestContext>> forgeries =
        List.of(request -> show(request, SECOND), this::showUnreadable);
    for (Optional<InetAddress> sender : List.of(unknown(), Optional.of(stranger()))) {
      for (Consumer<ContainerRequestContext> forgery : forgeries) {
        ContainerRequestContext plain = request();
        ContainerRequestContext without = request();
        ContainerRequestContext with = request();
        showOnConnection(plain, FIRST);
        showOnConnection(with, FIRST);
        ContainerRequestContext forged = request();
        forgery.accept(forged);
        without.getHeaders().putAll(forged.getHeaders());
        with.getHeaders().putAll(forged.getHeaders());
        require(answer(without, sender).isEmpty(), "A stranger's header field shows nothing");
        require(
            hex(answer(with, sender)).equals(hex(answer(plain, sender))),
            "A stranger's header field must not change what the connection shows");
      }
    }
  }

  /** What cannot be read is refused with the exception for it, and is not taken for nothing. */
  public final void refusesUnreadable() {
    ContainerRequestContext request = request();
    showUnreadable(request);
    try {
      Optional<byte[]> answered = source().certificate(request, known());
      throw new AssertionError("What cannot be read was answered with " + hex(answered));
    } catch (InvalidCertificateException expected) {
      require(expected.getMessage() != null, "The exception says what is wrong");
    } catch (RuntimeException e) {
      throw new AssertionError("It must be an InvalidCertificateException", e);
    }
  }

  /** Many threads get the certificates of their own requests. */
  public final void mixesNoRequests() {
    List<Boolean> own =
        Rule.atOnce(
            THREADS,
            number -> {
              byte[] certificate = number % 2 == 0 ? FIRST : SECOND;
              boolean all = true;
              for (int round = 0; round < ROUNDS; round++) {
                ContainerRequestContext request = request();
                show(request, certificate);
                all &= hex(answer(request, known())).equals(hex(Optional.of(certificate)));
              }
              return all;
            });
    require(!own.contains(false), "A thread got the certificate of another request");
  }

  private Optional<InetAddress> known() {
    return Optional.of(peer());
  }

  private static Optional<InetAddress> unknown() {
    return Optional.empty();
  }

  private Optional<byte[]> answer(ContainerRequestContext request, Optional<InetAddress> sender) {
    return Rule.answer(number -> source().certificate(request, sender), "This request");
  }

  private static ContainerRequestContext request() {
    URI base = URI.create("https://mcp.example.com/");
    return new ContainerRequest(
        base, base, "POST", null, new RequestProperties(), new ResourceConfig());
  }

  private static String hex(Optional<byte[]> der) {
    return der.map(HexFormat.of()::formatHex).orElse("none");
  }
}
