package io.github.jerseymcp.bench;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.DPoPProofJwtDecoderFactory;
import org.springframework.security.oauth2.jwt.DPoPProofReplayValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuedAtValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.DPoPAuthenticationProvider;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Spring Security as a resource server for the tokens of a {@link Wallet}: stateless, RFC 9068
 * tokens, both scopes, and DPoP if asked for. Its own defaults but for two bounds of its replay
 * cache, which would refuse the 1001st proof of one key in 30 seconds.
 */
final class SpringChain {

  private SpringChain() {}

  static JwtDecoder decoder(Wallet wallet, String origin) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<SecurityContext>(wallet.issuerKeys()))
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            .build();
    decoder.setJwtValidator(
        JwtValidators.createAtJwtValidator()
            .issuer(Wallet.ISSUER)
            .audience(origin + "/mcp")
            .clientId("benchmark")
            .build());
    return decoder;
  }

  static SecurityFilterChain build(HttpSecurity http, boolean dpop, Supplier<Cache> cache)
      throws Exception {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .anyRequest()
                    .hasAllAuthorities("SCOPE_mcp:tools:read", "SCOPE_mcp:tools:call"))
        .csrf(csrf -> csrf.disable())
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .oauth2ResourceServer(
            server -> {
              server.jwt(Customizer.withDefaults());
              if (dpop) {
                server.dPoP(Customizer.withDefaults());
                server.withObjectPostProcessor(
                    new ObjectPostProcessor<DPoPAuthenticationProvider>() {
                      @Override
                      public <O extends DPoPAuthenticationProvider> O postProcess(O provider) {
                        provider.setDPoPProofVerifierFactory(proofs(cache.get()));
                        return provider;
                      }
                    });
              }
            })
        .build();
  }

  private static DPoPProofJwtDecoderFactory proofs(Cache cache) {
    DPoPProofReplayValidator replays = new DPoPProofReplayValidator(cache.cache());
    replays.setClock(cache.clock());
    JwtIssuedAtValidator issuedAt = new JwtIssuedAtValidator(true);
    issuedAt.setClockSkew(java.time.Duration.ofSeconds(30));
    issuedAt.setClock(cache.clock());
    DPoPProofJwtDecoderFactory factory = new DPoPProofJwtDecoderFactory();
    List<OAuth2TokenValidator<Jwt>> validators = List.of(issuedAt, replays);
    factory.setJwtValidatorFactory(
        DPoPProofJwtDecoderFactory.createDefaultJwtValidatorFactory(validators));
    return factory;
  }

  /** Spring's own cache in memory with room for a run, and the clock of the proofs. */
  record Cache(org.springframework.cache.Cache cache, Clock clock) {}

  static DPoPProofReplayValidator.InMemoryCache roomy() {
    DPoPProofReplayValidator.InMemoryCache cache = new DPoPProofReplayValidator.InMemoryCache();
    cache.setMaxSize(4_000_000);
    cache.setMaxRequestsPerKey(4_000_000);
    return cache;
  }
}
