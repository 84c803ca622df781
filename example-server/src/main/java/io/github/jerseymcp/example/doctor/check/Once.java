package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import org.jspecify.annotations.Nullable;

/** Asks a question at its first use, and keeps the answer, or why there is none. */
final class Once<T> {

  /** What costs requests. */
  @FunctionalInterface
  interface Question<T> {
    T ask() throws CannotTellException;
  }

  private final Question<T> question;
  private @Nullable T answer;
  private @Nullable CannotTellException failure;

  Once(Question<T> question) {
    this.question = question;
  }

  T get() throws CannotTellException {
    if (failure != null) {
      throw failure;
    }
    T known = answer;
    if (known == null) {
      known = ask();
      answer = known;
    }
    return known;
  }

  private T ask() throws CannotTellException {
    try {
      return question.ask();
    } catch (CannotTellException e) {
      failure = e;
      throw e;
    }
  }
}
