package io.github.jerseymcp.client.signin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.discovery.AuthorizationServer;
import io.github.jerseymcp.client.discovery.Endpoint;
import io.github.jerseymcp.client.discovery.Inquiry;
import io.github.jerseymcp.client.discovery.Need;
import io.github.jerseymcp.client.proof.KeyUse;
import io.github.jerseymcp.client.proof.Nonces;
import io.github.jerseymcp.client.registration.Register;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.fetch.FetchPolicy;
import io.github.jerseymcp.fetch.Fetcher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes to a listener on loopback: negative cases 13 to 16. */
class LoopbackListenerTest {

  private static final String ISSUER = "https://auth.example.com";

  private LoopbackListener listener;
  private PendingSignIn pending;
  private String right;

  @BeforeEach
  void listen() throws Exception {
    listener = new LoopbackListener();
    AuthorizationServer server =
        new AuthorizationServer(
            ISSUER,
            Map.of(
                Endpoint.TOKEN,
                URI.create(ISSUER + "/token"),
                Endpoint.AUTHORIZATION,
                URI.create(ISSUER + "/authorize?tenant=1")),
            Map.of(),
            List.of("authorization_code"),
            List.of("none"),
            List.of(),
            List.of(),
            new AuthorizationServer.Traits(true, true, false, false, false));
    Inquiry nobody =
        new Inquiry(
            Fetcher.ofStrangers(FetchPolicy.strict()),
            Optional.empty(),
            Duration.ofSeconds(1),
            Map.of());
    pending =
        new PendingSignIn(
            server,
            Register.with(
                List.of(Registration.preRegistered(ISSUER, "client")),
                server,
                Optional.of(listener.redirectUri()),
                nobody,
                InstantSource.system()),
            "https://mcp.example.com/mcp",
            Need.of(Set.of("read")),
            listener.redirectUri(),
            new KeyUse(Optional.empty(), false, new Nonces()),
            new PushRequest(nobody, InstantSource.system()));
    listener.expect(pending);
    String state = pending.address().toString().replaceAll(".*[?&]state=([^&]+).*", "$1");
    right = "/callback?code=c&state=" + state + "&iss=https%3A%2F%2Fauth.example.com";
  }

  @AfterEach
  void stop() throws Exception {
    listener.close();
  }

  @Test
  void takesTheRightAnswer() throws Exception {
    assertThat(send("GET " + right + " HTTP/1.1", "Host: " + host())).startsWith("HTTP/1.1 200");

    String answer = listener.await(Duration.ofSeconds(1)).orElseThrow();
    assertThat(pending.redeem(answer)).containsEntry("code", "c");
    assertThat(pending.address().toString())
        .startsWith("https://auth.example.com/authorize?tenant=1&response_type=code");
    assertThat(pending).hasToString("PendingSignIn");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST RIGHT HTTP/1.1|Host: HOST",
        "GET RIGHT HTTP/1.0|Host: HOST",
        "GET RIGHT HTTP/1.1|Host: evil.example",
        "GET RIGHT HTTP/1.1|Host: HOST|Host: HOST",
        "GET RIGHT HTTP/1.1|X: y",
        "GET /other?code=c&state=STATE HTTP/1.1|Host: HOST",
        "GET /callback?code=c&state=wrong&iss=https://auth.example.com HTTP/1.1|Host: HOST",
        "GET /callback?code=c HTTP/1.1|Host: HOST",
        "GET RIGHT&code=d HTTP/1.1|Host: HOST",
        "GET RIGHT&state=d HTTP/1.1|Host: HOST",
        "GET RIGHT&iss=d HTTP/1.1|Host: HOST",
        "GET RIGHT&x=%zz HTTP/1.1|Host: HOST",
        "GET http://evil.example/ HTTP/1.1|Host: HOST",
        "nonsense"
      })
  void refusesEverythingElseAndGoesOnWaitingCase16(String request) throws Exception {
    String[] lines =
        request.replace("RIGHT", right).replace("HOST", host()).replace("STATE", "x").split("\\|");

    assertThat(send(lines)).startsWith("HTTP/1.1 400");
    assertThat(listener.await(Duration.ofMillis(20))).isEmpty();
    assertThat(send("GET " + right + " HTTP/1.1", "Host: " + host())).startsWith("HTTP/1.1 200");
    assertThat(listener.await(Duration.ofSeconds(1))).isPresent();
  }

  @Test
  void readsNoLongHeadAndNoBareLineEndCase16() throws Exception {
    assertThat(raw("GET /callback HTTP/1.1\nHost: " + host() + "\n\n")).startsWith("HTTP/1.1 400");
    assertThat(raw("GET /callback?x=" + "y".repeat(17 * 1024))).doesNotContain("HTTP/1.1 200");
    assertThat(send("GET " + right + " HTTP/1.1", "Host: " + host())).startsWith("HTTP/1.1 200");
  }

  @Test
  void waitsForNobodyWhileAnotherConnectionIsSilentCase16() throws Exception {
    try (Socket silent = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port())) {
      silent.getOutputStream().write('G');

      assertThat(send("GET " + right + " HTTP/1.1", "Host: " + host())).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void listensOnLoopbackAloneCase16() {
    assertThat(listener.redirectUri().toString()).startsWith("http://127.0.0.1:");
  }

  /** Linux has all of 127.0.0.0/8: whoever listens at every address listens there as well. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void listensAtNoOtherAddressCase16() throws Exception {
    InetAddress another = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});

    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> new Socket(another, port()).close());
  }

  @Test
  void readsNoHeadThatComesTooSlowlyCase16() throws Exception {
    byte[] head = "GET / HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1);
    long now = System.nanoTime();

    assertThat(RequestHead.read(new ByteArrayInputStream(head), now + 60_000_000_000L)).isPresent();
    assertThat(RequestHead.read(new ByteArrayInputStream(head), now - 1)).isEmpty();
  }

  @Test
  void isGoodForOneAnswerCase15() throws Exception {
    String answer = listener.redirectUri().resolve(right).toString();
    pending.redeem(answer);

    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(() -> pending.redeem(answer))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(AuthorizationFault.SIGN_IN_OVER));
  }

  @Test
  void anAnswerOfAnotherIssuerIsTheLastOneCase13() {
    String wrong = listener.redirectUri().resolve(right).toString().replace("auth", "evil");

    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(() -> pending.redeem(wrong))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(AuthorizationFault.ISSUER_MISMATCH));
    assertThat(pending.isOver()).isTrue();
  }

  @Test
  void anAnswerWithAnotherStateChangesNothingCase13() throws Exception {
    String answer = listener.redirectUri().resolve(right).toString();

    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(() -> pending.redeem(answer.replace("state=", "state=x")))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(AuthorizationFault.BAD_CALLBACK));
    assertThat(pending.redeem(answer)).containsKey("code_verifier");
  }

  @Test
  void startsBrowsersWithoutAShell() {
    String address = "https://auth.example.com/?a=b&c=$(x)";

    assertThat(SystemBrowser.command("Linux", address)).containsExactly("xdg-open", address);
    assertThat(SystemBrowser.command("Mac OS X", address)).containsExactly("open", address);
    assertThat(SystemBrowser.command("Windows 11", address)).endsWith(address).hasSize(3);
  }

  private int port() {
    return listener.redirectUri().getPort();
  }

  private String host() {
    return "127.0.0.1:" + port();
  }

  private String send(String... lines) throws IOException {
    return raw(String.join("\r\n", lines) + "\r\n\r\n");
  }

  private String raw(String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (SocketException e) {
      return "closed";
    }
  }
}
