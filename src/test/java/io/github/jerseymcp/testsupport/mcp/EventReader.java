package io.github.jerseymcp.testsupport.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads the events of one answer as they come. */
public final class EventReader implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;
  private static final Received END = new Received("", "", "", "end");

  /** One event; a comment stands alone. */
  public record Received(String id, String data, String retry, String comment) {}

  private final HttpResponse<InputStream> response;
  private final BlockingQueue<Received> events = new LinkedBlockingQueue<>();

  public EventReader(HttpResponse<InputStream> response, Executor threads) {
    this.response = response;
    threads.execute(this::read);
  }

  public int status() {
    return response.statusCode();
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** The next event with data or an id; comments are left out. */
  public Received next() {
    Received next = take();
    while (!next.comment().isEmpty() && !next.equals(END)) {
      next = take();
    }
    if (next.equals(END)) {
      throw new AssertionError("The stream ended");
    }
    return next;
  }

  /** The next event of any kind, comments too. */
  public Received any() {
    return take();
  }

  /** The data of all events until the end of the answer. */
  public List<String> rest() {
    List<String> rest = new ArrayList<>();
    for (Received next = take(); !next.equals(END); next = take()) {
      if (!next.data().isEmpty()) {
        rest.add(next.data());
      }
    }
    return rest;
  }

  public boolean hasEnded() {
    return take().equals(END);
  }

  /** Whether nothing has come yet, not even the end. */
  public boolean isSilent() {
    return events.isEmpty();
  }

  /** Closes the connection in the middle. */
  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  private Received take() {
    try {
      Received next = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("No event came");
      }
      return next;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void read() {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
      String id = "";
      String data = "";
      String retry = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          if (!id.isEmpty() || !data.isEmpty()) {
            events.add(new Received(id, data, retry, ""));
          }
          id = "";
          data = "";
          retry = "";
        } else if (line.startsWith(":")) {
          events.add(new Received("", "", "", line));
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        } else if (line.startsWith("retry: ")) {
          retry = line.substring(7);
        }
      }
    } catch (IOException e) {
      // Closed by one of the two: the end either way.
    }
    events.add(END);
  }
}
