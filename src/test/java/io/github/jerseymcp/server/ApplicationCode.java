package io.github.jerseymcp.server;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often code of the application ran: a constructor, a locator, a reader, a handler. */
public class ApplicationCode {

  static final AtomicInteger COUNT = new AtomicInteger();

  ApplicationCode() {
    touch();
  }

  static void touch() {
    COUNT.incrementAndGet();
  }
}
