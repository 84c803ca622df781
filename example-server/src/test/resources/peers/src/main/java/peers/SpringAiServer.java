package peers;

import java.util.Map;
import org.springframework.ai.mcp.annotation.McpTool;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A stateless MCP server of Spring AI behind Spring Security: an OAuth 2.0 resource server for JWTs
 * with its defaults. Started with the issuer of the tokens.
 */
@SpringBootApplication
public class SpringAiServer {

  public static void main(String[] arguments) {
    SpringApplication application = new SpringApplication(SpringAiServer.class);
    application.setDefaultProperties(
        Map.of(
            "server.port", "0",
            "server.address", "127.0.0.1",
            "spring.main.banner-mode", "off",
            "spring.ai.mcp.server.protocol", "STATELESS",
            "spring.security.oauth2.resourceserver.jwt.issuer-uri", arguments[0]));
    WebServerApplicationContext context = (WebServerApplicationContext) application.run();
    System.out.println("PORT " + context.getWebServer().getPort());
  }

  @Bean
  SecurityFilterChain guard(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
        .csrf(csrf -> csrf.disable())
        .build();
  }

  @Bean
  Tools tools() {
    return new Tools();
  }

  public static class Tools {

    @McpTool(name = "greet", description = "Says hello")
    public String greet(String name) {
      return "Hello, " + name;
    }
  }
}
