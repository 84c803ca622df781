package io.github.jerseymcp.upstream;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.credential.AcceptedCredential;
import io.github.jerseymcp.credential.VerifiedCredential;
import io.github.jerseymcp.event.SecurityEvent;
import io.github.jerseymcp.event.TokenExchanged;
import io.github.jerseymcp.server.Fixture;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.token.RevokedTokens;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLException;

/** A protected application in this process whose one handler does what a test says. */
final class Desk implements AutoCloseable {

  /** What the handler does for its caller. */
  interface Work {
    String of(McpPrincipal caller, ContainerRequestContext request) throws Exception;
  }

  private static final String KEY = "key-7f3a91bb20cc";

  final MutableTime time = new MutableTime(Instant.now());
  final TestIssuer issuer = TestIssuer.start("ES256", time);
  final RevokedTokens revoked = RevokedTokens.create(time);
  final TestUpstream upstream;
  final List<TokenExchanged> events = new CopyOnWriteArrayList<>();
  volatile Work work = (caller, request) -> caller.subject();
  private final InProcess application;

  Desk() {
    this(new TestUpstream());
  }

  Desk(TestUpstream upstream) {
    this.upstream = upstream;
    Handler handler = new Handler(this);
    application =
        Fixture.start(
            McpSecurityConfig.builder(Fixture.ORIGIN)
                .issuer(issuer.issuer())
                .revokedTokens(revoked)
                .events(listeners -> listeners.withListener(this::heard))
                .credential(AcceptedCredential.verifiedBy("keys", this::find).inHeader("X-API-Key"))
                .clock(time),
            config -> config.register(handler));
  }

  /** The handler. */
  @Path("/desk")
  @McpProtected
  public static final class Handler {

    private final Desk desk;

    Handler(Desk desk) {
      this.desk = desk;
    }

    @GET
    public String get(@Context McpPrincipal caller, @Context ContainerRequestContext request)
        throws Exception {
      try {
        return desk.work.of(caller, request);
      } catch (UpstreamTokenException e) {
        return e.fault().name();
      } catch (ProcessingException e) {
        return e.getCause() instanceof UpstreamTokenException refused
            ? refused.fault().name()
            : "another " + e.getCause();
      } catch (SSLException e) {
        return e.getClass().getSimpleName();
      }
    }
  }

  private void heard(SecurityEvent event) {
    if (event instanceof TokenExchanged exchanged) {
      events.add(exchanged);
    }
  }

  private Optional<VerifiedCredential> find(String key) {
    return key.equals(KEY)
        ? Optional.of(
            VerifiedCredential.of("ci", time.instant().plusSeconds(600), Fixture.ORIGIN + "/desk"))
        : Optional.empty();
  }

  String askWithKey() {
    return application.call("GET", "/desk").header("X-API-Key", KEY).send().body();
  }

  UpstreamTokensBuilder builder() {
    return upstream.builder().time(time);
  }

  TestToken token(String subject) {
    return issuer.token().subject(subject).audience(Fixture.ORIGIN + "/desk");
  }

  String ask(String token) {
    Answer answer = application.call("GET", "/desk").bearer(token).send();
    return answer.status() == 200 ? answer.body() : answer.status() + " " + answer.body();
  }

  String askAs(String subject) {
    return ask(token(subject).sign());
  }

  /** Calls the API by the client of the JDK. */
  String call(UpstreamTokens tokens, McpPrincipal caller) throws IOException, InterruptedException {
    return call(tokens.httpClient(caller));
  }

  String call(HttpClient client) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(upstream.api() + "/today")).build(),
            BodyHandlers.ofString());
    return answer.statusCode() == 200 ? answer.body() : answer.statusCode() + " " + answer.body();
  }

  @Override
  public void close() {
    upstream.close();
    issuer.close();
  }
}
