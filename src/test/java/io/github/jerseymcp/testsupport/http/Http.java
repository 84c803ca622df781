package io.github.jerseymcp.testsupport.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends requests and reads their answers whole; a request without an answer fails the test. */
public final class Http {

  /** A client that speaks HTTP/1.1 alone. */
  public static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Http() {}

  /** A request of this address, which is a GET unless it is told otherwise. */
  public static HttpRequest.Builder to(String address) {
    return HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE);
  }

  /** A GET of this address. */
  public static HttpResponse<String> get(String address) {
    return send(to(address));
  }

  /** A POST of a form to this address. */
  public static HttpRequest.Builder form(String address, String form) {
    return to(address)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form));
  }

  /** Sends a request. */
  public static HttpResponse<String> send(HttpRequest.Builder request) {
    return send(CLIENT, request);
  }

  /** Sends a request with a client that has, for instance, a certificate. */
  public static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("The request was not answered", e);
    }
  }

  /** All challenges of an answer in one text. */
  public static String challenge(HttpResponse<?> answer) {
    return String.join(", ", answer.headers().allValues("WWW-Authenticate"));
  }
}
