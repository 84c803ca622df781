package echo;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.util.Map;
import org.springframework.ai.mcp.annotation.McpTool;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;

/** Arguments: the port, "open", "bearer" or "native" (bearer, with ACCP), and the directory of the keys. */
@SpringBootApplication
public class EchoApplication {

  public static void main(String[] arguments) {
    if (arguments[1].equals("native")) {
      AmazonCorrettoCryptoProvider.install();
      AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
    }
    SpringApplication application = new SpringApplication(EchoApplication.class);
    application.setDefaultProperties(
        Map.of(
            "server.address", "127.0.0.1",
            "server.port", arguments[0],
            "keys", arguments[2],
            "spring.ai.mcp.server.protocol", "STATELESS",
            "spring.ai.mcp.server.name", "echo",
            "logging.level.root", "ERROR"));
    application.run();
    System.out.println("ready at " + arguments[0]);
  }

  @Component
  public static class Tools {

    @McpTool(name = "echo", description = "Says it again")
    public String echo(String text) {
      return text;
    }
  }
}
