package io.github.jerseymcp.example.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jerseymcp.testsupport.http.Http;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Alice and her browser at the pages of Keycloak, and a public client that takes her code for a
 * token (RFC 7636). The browser keeps its cookies, so that she stays signed in.
 */
final class SignIn {

  private static final String DONE = "http://127.0.0.1/done";
  private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
  private static final int MOST_PAGES = 8;
  private static final AtomicLong LAST_PERIOD = new AtomicLong();

  private final String authorization;
  private final String tokens;
  private final String client;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final List<String> asked = new ArrayList<>();

  SignIn(String authorization, String tokens, String client) {
    this.authorization = authorization;
    this.tokens = tokens;
    this.client = client;
  }

  /** What she was asked for since this was called the last time. */
  List<String> asked() {
    List<String> all = List.copyOf(asked);
    asked.clear();
    return all;
  }

  /** An access token that she gives the client, by a request with these parameters. */
  String token(Map<String, String> parameters) throws Exception {
    String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
    Map<String, String> request = new LinkedHashMap<>(parameters);
    request.put("response_type", "code");
    request.put("client_id", client);
    request.put("redirect_uri", DONE);
    request.put("code_challenge", challenge(verifier));
    request.put("code_challenge_method", "S256");
    HttpResponse<String> answer =
        Http.send(
            Http.form(
                tokens,
                form(
                    Map.of(
                        "grant_type", "authorization_code",
                        "code", codeOf(authorization + "?" + form(request)),
                        "client_id", client,
                        "redirect_uri", DONE,
                        "code_verifier", verifier))));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body()).path("access_token").asText();
  }

  /** Goes from page to page, and fills in what each asks for. */
  private String codeOf(String first) throws Exception {
    HttpResponse<String> page = browse(Http.to(first));
    for (int i = 0; i < MOST_PAGES; i++) {
      String location = page.headers().firstValue("Location").orElse("");
      Matcher code = CODE.matcher(location);
      if (location.startsWith(DONE) && code.find()) {
        return URLDecoder.decode(code.group(1), StandardCharsets.UTF_8);
      }
      page = browse(location.isEmpty() ? filledIn(page.body()) : Http.to(location));
    }
    throw new AssertionError("There is no end to the pages: " + page.body());
  }

  private HttpRequest.Builder filledIn(String page) throws Exception {
    Matcher form = FORM.matcher(page);
    assertThat(form.find()).as(page).isTrue();
    boolean secondFactor = page.contains("name=\"otp\"");
    asked.add(secondFactor ? "code" : "password");
    return Http.form(
        form.group(1).replace("&amp;", "&"),
        form(
            secondFactor
                ? Map.of("otp", oneTimeCode(Instant.now()))
                : Map.of("username", "alice", "password", "open-sesame")));
  }

  /** Keycloak marks its cookies as secure, on loopback without TLS, too. */
  private HttpResponse<String> browse(HttpRequest.Builder request) {
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
      cookies.put(pair[0], pair[1]);
    }
    return page;
  }

  /** The code of her device (RFC 6238), whose secret stands in the realm. */
  static String oneTimeCode(Instant now) {
    byte[] hash;
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec("interopinteropinterop".getBytes(US_ASCII), "HmacSHA1"));
      hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(period(now)).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    int offset = hash[hash.length - 1] & 0x0F;
    int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
    return String.format("%06d", number % 1_000_000);
  }

  /** Keycloak takes each code once, and that of the next half minute too. */
  private static long period(Instant now) {
    return LAST_PERIOD.updateAndGet(last -> Math.max(last + 1, now.getEpochSecond() / 30));
  }

  private static String challenge(String verifier) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private static String form(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
