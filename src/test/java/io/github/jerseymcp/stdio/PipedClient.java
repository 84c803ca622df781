package io.github.jerseymcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A client and the bridge of a server, with pipes of this process between. */
final class PipedClient implements McpClientTransport {

  private final McpClientTransport server;
  private volatile OutputStream toServer = OutputStream.nullOutputStream();

  PipedClient(McpClientTransport server) {
    this.server = server;
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    return Mono.fromRunnable(
        () -> {
          try {
            Pipe there = Pipe.open();
            Pipe back = Pipe.open();
            toServer = Channels.newOutputStream(there.sink());
            InputStream in = Channels.newInputStream(there.source());
            OutputStream out = Channels.newOutputStream(back.sink());
            run(() -> new StreamBridge(server, McpJsonDefaults.getMapper(), out).serve(in));
            run(() -> read(Channels.newInputStream(back.source()), handler));
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void read(
      InputStream back, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(back, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        var unused =
            handler
                .apply(
                    Mono.just(
                        McpSchema.deserializeJsonRpcMessage(McpJsonDefaults.getMapper(), line)))
                .subscribe();
      }
    } catch (IOException e) {
      // The bridge is gone.
    }
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(
        () -> {
          try {
            synchronized (server) {
              toServer.write(McpJsonDefaults.getMapper().writeValueAsBytes(message));
              toServer.write('\n');
              toServer.flush();
            }
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(
        () -> {
          try {
            toServer.close();
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return McpJsonDefaults.getMapper().convertValue(data, type);
  }

  private static void run(Runnable work) {
    Thread thread = new Thread(work, "piped-client");
    thread.setDaemon(true);
    thread.start();
  }
}
