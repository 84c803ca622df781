package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.upstream.TestUpstream;
import io.github.jerseymcp.upstream.UpstreamFault;
import io.github.jerseymcp.upstream.UpstreamTokenException;
import io.github.jerseymcp.upstream.UpstreamTokens;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A tool that calls another API for its caller: W-07, negative case 33. */
class UpstreamToolTest {

  private final McpFixture server = McpFixture.start();
  private final TestUpstream upstream = new TestUpstream();
  private final UpstreamTokens tokens = upstream.builder().time(server.time).build();
  private final AtomicReference<HttpClient> kept = new AtomicReference<>();

  @BeforeEach
  void addTool() {
    Tool tool = Tool.builder("calendar", Map.of("type", "object")).description("x").build();
    server
        .server
        .addTool(AsyncToolSpecification.builder().tool(tool).callHandler(this::calendar).build())
        .block();
  }

  @AfterEach
  void stop() {
    upstream.close();
    server.close();
  }

  private Mono<CallToolResult> calendar(McpAsyncServerExchange exchange, CallToolRequest request) {
    McpPrincipal caller = McpCaller.of(exchange.transportContext());
    return Mono.fromCallable(
            () -> {
              HttpClient client = tokens.httpClient(caller);
              kept.set(client);
              return ProbeTools.text(today(client));
            })
        .subscribeOn(Schedulers.boundedElastic());
  }

  private String today(HttpClient client) throws InterruptedException {
    try {
      return client
          .send(HttpRequest.newBuilder(URI.create(upstream.api())).build(), BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void callsForTheUserOfTheCallAndNobodyAfterItW07() throws Exception {
    McpWire alice = server.client("alice").initialize();
    McpWire bob = server.client("bob").initialize();

    assertThat(alice.post(McpWire.call(1, "calendar", "x")).body()).contains("hello alice");
    assertThat(bob.post(McpWire.call(1, "calendar", "x")).body()).contains("hello bob");
    assertThat(alice.post(McpWire.call(2, "calendar", "x")).body()).contains("hello alice");
    assertThat(upstream.exchanges).hasSize(2);
    assertThat(faultOf(kept.get())).isEqualTo(UpstreamFault.CALL_OVER);
    assertThat(upstream.calls).hasSize(3);
  }

  @Test
  void tellsTheModelWhyInAConstantSentenceW07() {
    upstream.refusal =
        seen ->
            Optional.of(
                new TestUpstream.Instead(
                    400, Map.of("error", "interaction_required", "error_description", "SECRET")));
    McpWire alice = server.client("alice").initialize();

    String answer = alice.post(McpWire.call(1, "calendar", "x")).body();
    assertThat(answer)
        .contains("\"isError\":true")
        .contains("\"" + UpstreamFault.INTERACTION_REQUIRED.text() + "\"")
        .doesNotContain("SECRET")
        .doesNotContain("correlationId");
  }

  private UpstreamFault faultOf(HttpClient client) throws InterruptedException {
    try {
      throw new AssertionError("It was called: " + today(client));
    } catch (UncheckedIOException e) {
      assertThat(e.getCause()).isInstanceOf(UpstreamTokenException.class);
      return ((UpstreamTokenException) e.getCause()).fault();
    }
  }
}
