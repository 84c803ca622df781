package io.github.jerseymcp.example.doctor.wire;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Sends the requests of one visit, one after the other. Each has a time and a size; no redirect is
 * followed; when {@link #MOST_REQUESTS} were sent, or they have taken {@link #MOST_TIME}, no other
 * is. An answer that says "not now" (429, 503) says nothing else: it is no answer.
 */
public final class Wire {

  /** How many requests the doctor may send in all. */
  public static final int MOST_REQUESTS = 45;

  /** How long all requests may take together. */
  public static final Duration MOST_TIME = Duration.ofMinutes(3);

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 256 * 1024;

  private final HttpClient client;
  private final RawExchange raw;
  private final Duration patience;
  private final Budget budget;
  private final List<Answer> answers = new ArrayList<>();

  /** A wire that trusts the certificates that this context trusts. */
  public Wire(SSLContext trust) {
    this(trust, PATIENCE, MOST_TIME);
  }

  /** A wire that waits so long for each answer, and for all. */
  public Wire(SSLContext trust, Duration patience, Duration mostTime) {
    this.patience = patience;
    this.budget = new Budget(MOST_REQUESTS, mostTime, System::nanoTime);
    this.raw = new RawExchange(trust.getSocketFactory(), patience, MOST_BYTES);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .sslContext(trust)
            .build();
  }

  /** A wire that trusts the certificates that this Java runtime trusts. */
  public static Wire ofRuntime() {
    try {
      return new Wire(SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime has no TLS", e);
    }
  }

  /** Sends a request. */
  public Answer send(Request request) throws CannotTellException {
    budget.take();
    return keep(exchange(request));
  }

  /** Sends a request in the name of another host, which the client of Java does not do. */
  public Answer sendAs(String host, Request request) throws CannotTellException {
    budget.take();
    return keep(raw.send(host, request));
  }

  /** Keeps a request for what must be ended. */
  public void keepOne() {
    budget.keep();
  }

  /** Sends a request that was kept. */
  public Answer sendKept(Request request) throws CannotTellException {
    budget.takeKept();
    return keep(exchange(request));
  }

  /** How many requests were sent. */
  public int requests() {
    return budget.used();
  }

  /** All answers so far. */
  public List<Answer> answers() {
    return List.copyOf(answers);
  }

  private Answer keep(Answer answer) throws CannotTellException {
    answers.add(answer);
    if (answer.isNotNow()) {
      throw new CannotTellException(
          "The server is not ready, or limits requests: the status is " + answer.status());
    }
    return answer;
  }

  private Answer exchange(Request request) throws CannotTellException {
    try {
      HttpResponse<BoundedBody.Part> response =
          client.send(
              build(request),
              head ->
                  new BoundedBody(
                      MOST_BYTES,
                      patience,
                      head.headers()
                          .firstValue("Content-Type")
                          .orElse("")
                          .startsWith("text/event-stream")));
      return new Answer(
          request.uri(),
          response.statusCode(),
          fields(response.headers()),
          response.body().text(),
          response.body().isWhole(),
          response.sslSession());
    } catch (SSLException e) {
      throw new CannotTellException("TLS was not agreed upon, or the certificate is not trusted");
    } catch (ProtocolException e) {
      throw new CannotTellException("The answer is no HTTP, or has too many header fields");
    } catch (HttpTimeoutException e) {
      throw new CannotTellException("There was no answer in time");
    } catch (IOException e) {
      throw new CannotTellException("There was no answer");
    } catch (IllegalArgumentException e) {
      throw new CannotTellException("What the server sent cannot be sent back, or not asked");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotTellException("The doctor was interrupted");
    }
  }

  private HttpRequest build(Request request) {
    BodyPublisher body =
        request.body().isEmpty()
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(request.body());
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri()).timeout(patience).method(request.method(), body);
    for (int i = 0; i < request.fields().size(); i += 2) {
      builder.header(request.fields().get(i), request.fields().get(i + 1));
    }
    return builder.build();
  }

  private static Map<String, List<String>> fields(HttpHeaders headers) {
    Map<String, List<String>> fields = new HashMap<>();
    headers.map().forEach((name, values) -> fields.put(name.toLowerCase(Locale.ROOT), values));
    return fields;
  }
}
