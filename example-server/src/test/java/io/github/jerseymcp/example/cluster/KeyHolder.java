package io.github.jerseymcp.example.cluster;

import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestProof;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;

/** A client with a key, and a token bound to it, for {@code /whoami} of one public URL. */
final class KeyHolder {

  static final String PATH = "/whoami";

  private final SigningKey key = SigningKey.generate("ES256", "client");
  private final String target;
  private final String token;

  KeyHolder(TestIssuer issuer, String publicUrl) {
    this.target = publicUrl + PATH;
    this.token =
        issuer
            .token()
            .audience(target)
            .scope("notes:read")
            .boundToKey(TestProof.thumbprint(key))
            .sign();
  }

  /** A new proof for one call, which names the public URL. */
  TestProof proof() {
    return TestProof.of(key, "GET", target, Instant.now()).token(token);
  }

  String thumbprint() {
    return TestProof.thumbprint(key);
  }

  /** A call at this address with this proof, signed. */
  HttpRequest.Builder request(String address, String proof) {
    return HttpRequest.newBuilder(URI.create(address))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "DPoP " + token)
        .header("DPoP", proof);
  }
}
