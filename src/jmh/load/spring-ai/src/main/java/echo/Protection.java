package echo;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;

/** Bearer tokens with both scopes, where Spring Security is on the class path. */
@Configuration
@ConditionalOnClass(name = "org.springframework.security.web.SecurityFilterChain")
class Protection {

  @Bean
  JwtDecoder decoder(Environment environment) throws Exception {
    Path keys = Path.of(environment.getRequiredProperty("keys"));
    ECKey issuer = ECKey.parse(Files.readString(keys.resolve("issuer.jwk")));
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSource(
                new ImmutableJWKSet<SecurityContext>(new JWKSet(issuer.toPublicJWK())))
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            .build();
    decoder.setJwtValidator(
        JwtValidators.createAtJwtValidator()
            .issuer("https://auth.example.com")
            .audience("http://127.0.0.1:9000/mcp")
            .clientId("benchmark")
            .build());
    return decoder;
  }

  @Bean
  SecurityFilterChain chain(HttpSecurity http) throws Exception {
    return http.csrf(csrf -> csrf.disable())
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            requests ->
                requests
                    .anyRequest()
                    .hasAllAuthorities("SCOPE_mcp:tools:read", "SCOPE_mcp:tools:call"))
        .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
        .build();
  }
}
