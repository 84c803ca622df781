package peers;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import java.io.File;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;

/** The servlet transport of the MCP Java SDK in Tomcat, with nothing around it. */
public final class JavaSdkServer {

  private JavaSdkServer() {}

  public static void main(String[] arguments) throws Exception {
    HttpServletStreamableServerTransportProvider transport =
        HttpServletStreamableServerTransportProvider.builder().mcpEndpoint("/mcp").build();
    McpSyncServer server = McpServer.sync(transport).serverInfo("peer", "1").build();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("peer").toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    Context context = tomcat.addContext("", new File(".").getAbsolutePath());
    Wrapper servlet = Tomcat.addServlet(context, "mcp", transport);
    servlet.setAsyncSupported(true);
    servlet.addMapping("/mcp");
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.start();
    System.out.println("PORT " + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
    server.close();
  }
}
