package io.github.jerseymcp.example.authorization;

import io.github.jerseymcp.testsupport.http.Http;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser that keeps cookies and does not follow redirects. */
final class TestBrowser {

  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  HttpResponse<String> get(URI uri) {
    return Http.send(http, Http.to(uri.toString()));
  }

  HttpResponse<String> post(URI uri, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return Http.send(http, Http.form(uri.toString(), body));
  }

  URI location(HttpResponse<String> response) {
    return URI.create(
        response
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new AssertionError("No redirect: " + response.statusCode())));
  }

  static String ticket(String page) {
    String before = "name=\"ticket\" value=\"";
    int start = page.indexOf(before);
    if (start < 0) {
      throw new AssertionError("No consent form in: " + page);
    }
    return page.substring(start + before.length(), page.indexOf('"', start + before.length()));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
