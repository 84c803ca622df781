package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.server.ResourceInstances;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestIssuer;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However many handlers of a caller answer at once, two of the answers are encoded at a time. */
class EncodingTurnsTest {

  private static final String ORIGIN = "https://mcp.example.com";
  private static final int CALLS = 8;

  private final TestIssuer issuer = TestIssuer.start();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger ids = new AtomicInteger();
  private final AtomicInteger handled = new AtomicInteger();
  private final AtomicInteger encoding = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final CountDownLatch released = new CountDownLatch(1);
  private final StatelessMcpTransport transport = transport();
  private final InProcess server =
      InProcess.start(
          ResourceInstances.register(new ResourceConfig(), new Endpoint(transport))
              .register(
                  McpSecurityFeature.create(
                      McpSecurityConfig.builder(ORIGIN).issuer(issuer.issuer()).build())),
          ORIGIN + "/");

  @Path("/mcp")
  @McpProtected
  static final class Endpoint extends McpEndpoint {
    Endpoint(EndpointTransport transport) {
      super(transport);
    }
  }

  /** What a tool answers; whoever encodes it is counted, and waits. */
  public final class Slow {

    public String getText() {
      most.accumulateAndGet(encoding.incrementAndGet(), Math::max);
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      encoding.decrementAndGet();
      return "encoded";
    }
  }

  @AfterEach
  void stop() {
    released.countDown();
    threads.shutdownNow();
    transport.close();
    issuer.close();
  }

  @Test
  void encodesTwoAnswersOfACallerAtOnceAndThoseOfOthersMeanwhile() throws Exception {
    assertThat(call("alice", "quick").body()).as("the keys are known").contains("done");
    List<Future<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      answers.add(threads.submit(() -> call("alice", "slow")));
    }
    assertThat(SessionTableTest.eventually(() -> handled.get() == CALLS && encoding.get() >= 2))
        .isTrue();

    assertThat(call("bob", "quick").body()).as("another caller").contains("done");
    assertThat(encoding).as("of the answers of one caller").hasValue(2);

    released.countDown();
    for (Future<Answer> answer : answers) {
      assertThat(answer.get(20, TimeUnit.SECONDS).body()).contains("encoded");
    }
    assertThat(most).hasValue(2);
  }

  private Answer call(String subject, String tool) {
    return server
        .call("POST", "/mcp")
        .bearer(issuer.token().subject(subject).audience(ORIGIN + "/mcp").sign())
        .header("Accept", "application/json, text/event-stream")
        .body(
            "application/json",
            "{\"jsonrpc\":\"2.0\",\"id\":"
                + ids.incrementAndGet()
                + ",\"method\":\"tools/call\",\"params\":{\"name\":\""
                + tool
                + "\",\"arguments\":{}}}")
        .send();
  }

  private StatelessMcpTransport transport() {
    StatelessMcpTransport made =
        new StatelessMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper()).build());
    McpServer.sync(made)
        .serverInfo("encoding", "1")
        .capabilities(ServerCapabilities.builder().tools(false).build())
        .immediateExecution(true)
        .toolCall(
            tool("slow"),
            (context, request) -> {
              handled.incrementAndGet();
              return CallToolResult.builder()
                  .addTextContent("done")
                  .structuredContent(new Slow())
                  .build();
            })
        .toolCall(
            tool("quick"),
            (context, request) -> CallToolResult.builder().addTextContent("done").build())
        .build();
    return made;
  }

  private static Tool tool(String name) {
    return Tool.builder(name, Map.of("type", "object")).description(name).build();
  }
}
