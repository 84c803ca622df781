package io.github.jerseymcp.bench;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.modern.server.transport.HttpServletMcpTransport;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * The servlets of the SDK on Tomcat, open to anybody, on loopback, until it is killed. Arguments:
 * the port, and {@code stateless}, {@code session} or {@code modern}.
 */
public final class SdkServer {

  private SdkServer() {}

  /** Serves. */
  public static void main(String[] arguments) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(Integer.parseInt(arguments[0]));
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "mcp", servlet(arguments[1])).setAsyncSupported(true);
    context.addServletMappingDecoded("/mcp/*", "mcp");
    tomcat.start();
    System.out.println("ready at " + arguments[0]);
    tomcat.getServer().await();
  }

  private static HttpServlet servlet(String kind) {
    switch (kind) {
      case "stateless" -> {
        HttpServletStatelessServerTransport transport =
            HttpServletStatelessServerTransport.builder()
                .jsonMapper(McpJsonDefaults.getMapper())
                .messageEndpoint("/mcp")
                .build();
        EchoServers.serve(transport);
        return transport;
      }
      case "session" -> {
        HttpServletStreamableServerTransportProvider transport =
            HttpServletStreamableServerTransportProvider.builder()
                .jsonMapper(McpJsonDefaults.getMapper())
                .mcpEndpoint("/mcp")
                .build();
        EchoServers.serve(transport);
        return transport;
      }
      case "modern" -> {
        return HttpServletMcpTransport.builder(EchoServers.modern())
            .jsonMapper(McpJsonDefaults.getMapper())
            .endpoint("/mcp")
            .build();
      }
      default -> throw new IllegalArgumentException(kind);
    }
  }
}
