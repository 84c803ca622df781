package io.github.jerseymcp.example.interop;

import io.github.jerseymcp.client.signin.UserAgent;
import io.github.jerseymcp.testsupport.http.Http;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Alice and her browser at the pages of an authorization server by others: it fills in each form,
 * follows each redirect and keeps its cookies, so that she stays signed in. Its last request is the
 * answer to the application.
 */
final class Visitor implements UserAgent {

  private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\"[^>]* name=\"([^\"]+)\" value=\"([^\"]*)\"");
  private static final int MOST_PAGES = 12;

  private final UnaryOperator<String> onTheWay;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final List<URI> opened = new ArrayList<>();
  private final List<String> passwords = new ArrayList<>();
  private String answer = "";

  Visitor() {
    this(UnaryOperator.identity());
  }

  /** A browser whose answer to the application is changed by somebody on the way. */
  Visitor(UnaryOperator<String> onTheWay) {
    this.onTheWay = onTheWay;
  }

  /** The addresses that the application opened. */
  synchronized List<URI> opened() {
    return List.copyOf(opened);
  }

  /** How often she typed her password. */
  synchronized int passwords() {
    return passwords.size();
  }

  /** The last answer to the application, as the authorization server gave it. */
  synchronized String answer() {
    return answer;
  }

  @Override
  public synchronized void open(URI address) {
    opened.add(address);
    URI place = address;
    HttpResponse<String> page = browse(place, Http.to(address.toString()));
    for (int i = 0; i < MOST_PAGES; i++) {
      String location = page.headers().firstValue("Location").orElse("");
      if (location.startsWith("http://127.0.0.1:") && location.contains("/callback?")) {
        answer = location;
        Http.send(Http.to(onTheWay.apply(location)));
        return;
      }
      if (location.isEmpty()) {
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
          throw new AssertionError("No form at " + place + ": " + page.body());
        }
        place = place.resolve(form.group(1).replace("&amp;", "&"));
        page = browse(place, Http.form(place.toString(), filledIn(page.body())));
      } else {
        place = place.resolve(location);
        page = browse(place, Http.to(place.toString()));
      }
    }
    throw new AssertionError("There is no end to the pages: " + page.body());
  }

  private String filledIn(String page) {
    Map<String, String> form = new LinkedHashMap<>();
    Matcher hidden = HIDDEN.matcher(page);
    while (hidden.find()) {
      form.put(hidden.group(1), hidden.group(2));
    }
    if (page.contains("name=\"password\"")) {
      form.put(page.contains("name=\"username\"") ? "username" : "login", "alice");
      form.put("password", "open-sesame");
      passwords.add("alice");
    }
    if (page.contains("name=\"otp\"")) {
      form.put("otp", SignIn.oneTimeCode(Instant.now()));
    }
    return form.entrySet().stream()
        .map(
            each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** Keycloak marks its cookies as secure, on loopback without TLS, too. */
  private HttpResponse<String> browse(URI place, HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    HttpResponse<String> page = Http.send(request);
    for (String cookie : page.headers().allValues("Set-Cookie")) {
      String[] pair = cookie.split(";", 2)[0].split("=", 2);
      if (pair[1].isEmpty()) {
        cookies.remove(pair[0]);
      } else {
        cookies.put(pair[0], pair[1]);
      }
    }
    if (page.statusCode() >= 400) {
      throw new AssertionError(page.statusCode() + " at " + place + ": " + page.body());
    }
    return page;
  }
}
