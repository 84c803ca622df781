package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import io.github.jerseymcp.example.http.BoundedBody;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.minidev.json.JSONObject;

/**
 * Clients whose identifier is the URL of their metadata (OAuth Client ID Metadata Document).
 *
 * <p>Fetched anew each time: no redirects, 5 KiB, 5 seconds, no address inside a network. For
 * development, http on loopback is allowed too.
 */
final class ClientMetadataDocuments {

  private static final int MAX_BYTES = 5 * 1024;
  private static final int MAX_URL = 1_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient http =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(TIMEOUT)
          .build();

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
    if (!RedirectUris.isLoopback(uri) && !PublicAddresses.isPublic(uri.getHost())) {
      throw new UntrustedClientException("The client metadata document is not at a public address");
    }
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
    HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", "application/json").build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, head -> new BoundedBody(MAX_BYTES));
    try {
      HttpResponse<byte[]> response = answer.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      if (response.statusCode() == 200) {
        return response.body();
      }
    } catch (ExecutionException | TimeoutException e) {
      answer.cancel(true);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
    }
    throw new UntrustedClientException("The client metadata document cannot be fetched");
  }

  private static JSONObject parse(byte[] document) throws UntrustedClientException {
    try {
      return JSONObjectUtils.parse(new String(document, StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw new UntrustedClientException("The client metadata document is no JSON object");
    }
  }
}
