package io.github.jerseymcp.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The endpoint on Spring Boot and its Tomcat, on loopback, until it is killed. Arguments: the port,
 * {@code open} or {@code locked}, and the directory of {@link LoadFiles}.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public class SpringServer {

  /** Serves. */
  public static void main(String[] arguments) {
    SpringApplication application = new SpringApplication(SpringServer.class);
    application.setDefaultProperties(
        Map.of(
            "server.address", "127.0.0.1",
            "server.port", arguments[0],
            "mode", arguments[1],
            "keys", arguments[2]));
    application.run();
    System.out.println("ready at " + arguments[0]);
  }

  /** Answers in two bytes. */
  @PostMapping("/mcp")
  public String call() {
    return "ok";
  }

  @Bean
  JwtDecoder decoder(Environment environment) throws Exception {
    Path keys = Path.of(environment.getRequiredProperty("keys"));
    return SpringChain.decoder(Wallet.load(keys, LoadFiles.ORIGIN), LoadFiles.ORIGIN);
  }

  @Bean
  SecurityFilterChain chain(HttpSecurity http, Environment environment) throws Exception {
    if (environment.getRequiredProperty("mode").equals("open")) {
      return http.csrf(csrf -> csrf.disable())
          .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
          .build();
    }
    return SpringChain.build(
        http, true, () -> new SpringChain.Cache(SpringChain.roomy(), Clock.systemUTC()));
  }
}
