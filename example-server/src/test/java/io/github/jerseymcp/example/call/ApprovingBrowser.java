package io.github.jerseymcp.example.call;

import io.github.jerseymcp.client.signin.UserAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser with a user who decides at the page of the development authorization server. */
record ApprovingBrowser(String issuer, String user, String decision) implements UserAgent {

  private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");

  ApprovingBrowser(String issuer, String user) {
    this(issuer, user, "approve");
  }

  @Override
  public void open(URI address) {
    Thread thread = new Thread(() -> decide(address));
    thread.setDaemon(true);
    thread.start();
  }

  private void decide(URI address) {
    HttpClient http =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    try {
      Matcher ticket =
          TICKET.matcher(
              http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body());
      if (!ticket.find()) {
        throw new IllegalStateException("No page to decide on");
      }
      String form =
          "ticket="
              + URLEncoder.encode(ticket.group(1), StandardCharsets.UTF_8)
              + "&user="
              + user
              + "&decision="
              + decision;
      http.send(
          HttpRequest.newBuilder(URI.create(issuer + "/authorize/decision"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("Origin", issuer)
              .POST(BodyPublishers.ofString(form))
              .build(),
          BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
