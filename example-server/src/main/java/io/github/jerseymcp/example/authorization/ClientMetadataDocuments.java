package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import io.github.jerseymcp.fetch.FetchFailedException;
import io.github.jerseymcp.fetch.FetchFault;
import io.github.jerseymcp.fetch.FetchPolicy;
import io.github.jerseymcp.fetch.Fetcher;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import net.minidev.json.JSONObject;

/**
 * Clients whose identifier is the URL of their metadata (OAuth Client ID Metadata Document).
 *
 * <p>Fetched anew each time: no redirects, 5 KiB, 5 seconds, from the very address that was found
 * to be public. For development, http on loopback is allowed too.
 */
final class ClientMetadataDocuments {

  private static final int MAX_BYTES = 5 * 1024;
  private static final int MAX_URL = 1_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static final FetchPolicy POLICY =
      FetchPolicy.strict().withMaximumBytes(MAX_BYTES).withTimeout(TIMEOUT);

  private final Fetcher strangers = Fetcher.ofStrangers(POLICY);
  private final Fetcher loopback = Fetcher.ofStrangers(POLICY.withLoopback());

  /** Whether a client identifier is the URL of a document. */
  static boolean isDocument(String clientId) {
    if (clientId.length() > MAX_URL || !clientId.startsWith("http")) {
      return false;
    }
    URI uri;
    try {
      uri = URI.create(clientId);
    } catch (IllegalArgumentException e) {
      return false;
    }
    // A redirect URI has the same syntax; a document also has a path of its own, without dots.
    return RedirectUris.isAcceptable(uri)
        && uri.getRawPath().length() > 1
        && uri.normalize().equals(uri);
  }

  Client load(String clientId) throws UntrustedClientException {
    URI uri = URI.create(clientId);
    JSONObject document = parse(fetch(uri));
    if (!clientId.equals(document.get("client_id"))) {
      throw new UntrustedClientException("The client metadata document is that of another client");
    }
    if (document.containsKey("client_secret")
        || !"none".equals(document.getOrDefault("token_endpoint_auth_method", "none"))) {
      throw new UntrustedClientException("Only clients without a secret are served");
    }
    try {
      return ClientMetadataRules.read(clientId, document);
    } catch (RefusedException e) {
      throw new UntrustedClientException("The client metadata document is not acceptable");
    }
  }

  private byte[] fetch(URI uri) throws UntrustedClientException {
    Fetcher fetcher = RedirectUris.isLoopback(uri) ? loopback : strangers;
    try {
      return fetcher.document(uri, System.nanoTime() + TIMEOUT.toNanos());
    } catch (FetchFailedException e) {
      throw new UntrustedClientException(
          e.fault() == FetchFault.NOT_PUBLIC || e.fault() == FetchFault.ADDRESS
              ? "The client metadata document is not at a public address"
              : "The client metadata document cannot be fetched");
    } catch (InterruptedIOException e) {
      throw new UntrustedClientException("The client metadata document cannot be fetched");
    }
  }

  private static JSONObject parse(byte[] document) throws UntrustedClientException {
    try {
      return JSONObjectUtils.parse(new String(document, StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw new UntrustedClientException("The client metadata document is no JSON object");
    }
  }
}
