package io.github.jerseymcp.example.authorization;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What never changes while the server runs: metadata, keys, and the looks of its pages. */
@Path("")
public final class DiscoveryResource {

  private final String metadata;
  private final String openIdMetadata;
  private final String keys;
  private final byte[] style;

  DiscoveryResource(Endpoints endpoints, List<String> scopes, SigningKey key) {
    this.metadata = Metadata.of(endpoints, scopes).toJSONString();
    this.openIdMetadata = Metadata.ofOpenId(endpoints, scopes).toJSONString();
    this.keys = key.publicKeys();
    this.style = readStyle();
  }

  /** RFC 8414 section 3. */
  @GET
  @Path(".well-known/oauth-authorization-server")
  @Produces(MediaType.APPLICATION_JSON)
  public String metadata() {
    return metadata;
  }

  /** OpenID Connect Discovery section 4: where some clients look. */
  @GET
  @Path(".well-known/openid-configuration")
  @Produces(MediaType.APPLICATION_JSON)
  public String openIdMetadata() {
    return openIdMetadata;
  }

  /** The keys that verify access tokens (RFC 7517 section 5). */
  @GET
  @Path("jwks")
  @Produces(MediaType.APPLICATION_JSON)
  public String keys() {
    return keys;
  }

  /** The style sheet of the pages. */
  @GET
  @Path("style.css")
  @Produces("text/css")
  public byte[] style() {
    return style.clone();
  }

  private static byte[] readStyle() {
    try (InputStream file = DiscoveryResource.class.getResourceAsStream("style.css")) {
      return file == null ? new byte[0] : file.readAllBytes();
    } catch (IOException e) {
      return new byte[0];
    }
  }
}
