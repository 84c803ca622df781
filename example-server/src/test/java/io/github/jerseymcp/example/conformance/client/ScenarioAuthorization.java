package io.github.jerseymcp.example.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.client.Grant;
import io.github.jerseymcp.client.McpAuthorization;
import io.github.jerseymcp.client.McpAuthorizationBuilder;
import io.github.jerseymcp.client.grant.IdentityProvider;
import io.github.jerseymcp.client.registration.Registration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;

/** What an application would configure, if it was told what a scenario tells a client. */
final class ScenarioAuthorization {

  /** The suite knows this one. */
  private static final String METADATA = "https://conformance-test.local/client-metadata.json";

  private final Scenario scenario;

  ScenarioAuthorization(Scenario scenario) {
    this.scenario = scenario;
  }

  McpAuthorization build() throws IOException, InterruptedException {
    boolean migrates = scenario.isNamed("authorization-server-migration");
    McpAuthorizationBuilder builder =
        McpAuthorization.builder(scenario.server().toString(), grant())
            .registrations(registrations())
            .trust(question -> migrates || question.instead().isEmpty());
    return scenario.name().startsWith("auth/dpop")
        ? builder.dpop(DpopUse.REQUIRED).build()
        : builder.build();
  }

  private Grant grant() throws IOException, InterruptedException {
    return switch (scenario.name()) {
      case "auth/client-credentials-jwt", "auth/client-credentials-basic" ->
          Grant.clientCredentials(issuer());
      case "auth/wif-jwt-bearer" ->
          Grant.workloadIdentity(issuer(), issuer -> scenario.told("valid_jwt"));
      case "auth/enterprise-managed-authorization" ->
          Grant.enterpriseManaged(
              issuer(),
              IdentityProvider.of(
                  URI.create(scenario.told("idp_token_endpoint")),
                  scenario.told("idp_client_id"),
                  () -> scenario.told("idp_id_token")));
      default -> Grant.authorizationCode(ScenarioAuthorization::approve, Duration.ofSeconds(10));
    };
  }

  private Registration[] registrations() throws IOException, InterruptedException {
    if (scenario.context().has("private_key_pem")) {
      return new Registration[] {
        Registration.preRegistered(issuer(), scenario.told("client_id"), key())
      };
    }
    if (scenario.context().has("client_secret")) {
      return new Registration[] {
        Registration.preRegistered(
            issuer(), scenario.told("client_id"), () -> scenario.told("client_secret"))
      };
    }
    if (scenario.context().has("client_id")) {
      return new Registration[] {Registration.preRegistered(issuer(), scenario.told("client_id"))};
    }
    return new Registration[] {
      Registration.metadataDocument(METADATA), Registration.dynamic("Conformance")
    };
  }

  /** An application would have it configured; the suite tells it in one scenario alone. */
  private String issuer() throws IOException, InterruptedException {
    if (scenario.context().has("issuer")) {
      return scenario.told("issuer");
    }
    URI metadata =
        scenario
            .server()
            .resolve("/.well-known/oauth-protected-resource" + scenario.server().getPath());
    JsonNode document =
        new ObjectMapper()
            .readTree(
                HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(metadata).build(), BodyHandlers.ofString())
                    .body());
    return document.path("authorization_servers").path(0).asText();
  }

  /** A browser whose user approves at once: the suite has no page. */
  private static void approve(URI address) {
    HttpClient browser =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    browser
        .sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
        .exceptionally(
            failure -> {
              throw new IllegalStateException(failure);
            });
  }

  private JWK key() {
    String pem = scenario.told("private_key_pem").replaceAll("-----[A-Z ]+-----|\\s", "");
    byte[] der = Base64.getDecoder().decode(pem);
    try {
      ECPrivateKey key =
          (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
      // The public point ends what Node writes (RFC 5915 section 3).
      byte[] point = Arrays.copyOfRange(der, der.length - 64, der.length);
      return new ECKey.Builder(
              Curve.P_256,
              Base64URL.encode(Arrays.copyOf(point, 32)),
              Base64URL.encode(Arrays.copyOfRange(point, 32, 64)))
          .privateKey(key)
          .algorithm(JWSAlgorithm.ES256)
          .keyIDFromThumbprint()
          .build();
    } catch (GeneralSecurityException | JOSEException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
