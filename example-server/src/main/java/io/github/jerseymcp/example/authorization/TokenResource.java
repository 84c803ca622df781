package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.token.Tokens;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token endpoint (RFC 6749 section 3.2). */
@Path("token")
public final class TokenResource {

  private final URI address;
  private final DpopProofs proofs;
  private final Map<GrantType, TokenExchange> exchanges;

  TokenResource(URI address, DpopProofs proofs, Map<GrantType, TokenExchange> exchanges) {
    this.address = address;
    this.proofs = proofs;
    this.exchanges = Map.copyOf(exchanges);
  }

  /** Gives tokens for a grant. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response token(
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      @Context HttpHeaders headers,
      InputStream body)
      throws IOException {
    try {
      TokenRequest request = parse(authorization, RequestBody.read(body));
      TokenExchange exchange = exchanges.get(request.getAuthorizationGrant().getType());
      if (exchange == null) {
        throw new RefusedException(
            OAuth2Error.UNSUPPORTED_GRANT_TYPE, "This grant type is not supported");
      }
      Optional<String> key = proofs.key(headers.getRequestHeader("DPoP"), request);
      Tokens tokens = exchange.exchange(request, key);
      return JsonAnswer.of(200, new AccessTokenResponse(tokens).toJSONObject()).build();
    } catch (RefusedException e) {
      Response.ResponseBuilder refusal = JsonAnswer.refused(e.error());
      if (authorization != null && e.error().getHTTPStatusCode() == 401) {
        refusal.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"development\"");
      }
      return refusal.build();
    }
  }

  private TokenRequest parse(@Nullable String authorization, String body) throws RefusedException {
    HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, address);
    try {
      request.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
      if (authorization != null) {
        request.setAuthorization(authorization);
      }
      request.setBody(body);
      return TokenRequest.parse(request);
    } catch (ParseException e) {
      throw RefusedException.malformed(e);
    }
  }
}
