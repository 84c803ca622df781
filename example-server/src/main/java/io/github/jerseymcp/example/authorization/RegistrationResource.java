package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import net.minidev.json.JSONObject;

/** Dynamic client registration (RFC 7591), for public clients. */
@Path("register")
public final class RegistrationResource {

  private final RegisteredClients clients;
  private final InstantSource clock;

  RegistrationResource(RegisteredClients clients, InstantSource clock) {
    this.clients = clients;
    this.clock = clock;
  }

  /** Registers a client. What it asks for and does not get, the answer tells it. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response register(InputStream body) throws IOException {
    try {
      Client client = clients.register(parse(RequestBody.read(body)));
      return JsonAnswer.of(201, information(client).toJSONObject()).build();
    } catch (RefusedException e) {
      return JsonAnswer.refused(e.error()).build();
    }
  }

  private ClientInformation information(Client client) {
    ClientMetadata metadata = new ClientMetadata();
    client.name().ifPresent(metadata::setName);
    metadata.setRedirectionURIs(client.redirectUris());
    metadata.setGrantTypes(Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
    metadata.setResponseTypes(Set.of(ResponseType.CODE));
    metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE);
    return new ClientInformation(
        new ClientID(client.id()), Date.from(clock.instant()), metadata, null);
  }

  private static JSONObject parse(String body) throws RefusedException {
    try {
      return JSONObjectUtils.parse(body);
    } catch (ParseException e) {
      throw ClientMetadataRules.invalid("The request is no JSON object");
    }
  }
}
