package io.github.jerseymcp.client.jaxrs;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.tls.CheckContext;
import jakarta.ws.rs.client.Client;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/**
 * Refuses a client that would not check whom it speaks to. An application sets that where it builds
 * the client, or for the whole process, and a feature cannot set it back.
 */
final class CheckTls {

  private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

  private CheckTls() {}

  /**
   * Looks at how a client would speak TLS.
   *
   * @param ours the context that is used instead of the client's
   */
  static void check(Client client, Optional<SSLContext> ours) throws AuthorizationFailedException {
    if (client.getHostnameVerifier() != null) {
      throw unsafe("the client has a hostnameVerifier, which takes certificates of other names");
    }
    HostnameVerifier usual = HttpsURLConnection.getDefaultHostnameVerifier();
    if (!usual.getClass().getName().startsWith("javax.net.ssl.")) {
      throw unsafe("HttpsURLConnection has another verifier of names than the JDK's");
    }
    SSLContext context = ours.orElseGet(client::getSslContext);
    Optional<String> fault = CheckContext.fault(context);
    if (fault.isPresent()) {
      throw unsafe("the context of the client " + fault.get());
    }
    String named = System.getProperty("https.protocols");
    if (CheckContext.speaksOldVersions(context)
        || (named != null && !VERSIONS.containsAll(Arrays.asList(named.split(" *, *"))))) {
      throw unsafe("the client speaks versions before 1.2; set jdk.tls.client.protocols");
    }
  }

  private static AuthorizationFailedException unsafe(String reason) {
    return new AuthorizationFailedException(AuthorizationFault.UNSAFE_TLS, reason);
  }
}
