package io.github.jerseymcp.introspection;

import java.io.InterruptedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A verifier of the application, whose values are made those that a parser of JSON makes. */
@SuppressWarnings("NullableOptional") // It is user code, which may answer null.
record ApplicationVerifier(TokenVerifier verifier) implements TokenSource {

  private static final int DEEPEST = 32;

  @Override
  public Optional<Map<String, Object>> ask(String token, long deadline)
      throws AskFailedException, InterruptedIOException {
    @Nullable Optional<Map<String, Object>> answer = answer(token);
    if (answer == null || answer.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> claims = members(answer.get());
    // Whoever hands on what an endpoint has answered hands on that the token is not good.
    return claims.containsKey("active") && !Boolean.TRUE.equals(claims.get("active"))
        ? Optional.empty()
        : Optional.of(claims);
  }

  private static Map<String, Object> members(Map<?, ?> from) throws AskFailedException {
    try {
      return members(from, 0);
    } catch (RuntimeException e) {
      // A map of the application's own, or one that is changed at this moment.
      throw unfit();
    }
  }

  private @Nullable Optional<Map<String, Object>> answer(String token)
      throws AskFailedException, InterruptedIOException {
    try {
      return verifier.verify(token);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } catch (Exception | LinkageError | StackOverflowError e) {
      // Not its message: it may quote the token.
      throw AskFailedException.ofServer(
          "the verifier of the application threw " + e.getClass().getName());
    }
  }

  private static Map<String, Object> members(Map<?, ?> from, int depth) throws AskFailedException {
    Map<String, Object> members = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : from.entrySet()) {
      if (!(member.getKey() instanceof String name)) {
        throw unfit();
      }
      members.put(name, value(member.getValue(), depth));
    }
    return Collections.unmodifiableMap(members);
  }

  @SuppressWarnings("NullAway") // As from JSON, null is a null value.
  private static Object value(@Nullable Object value, int depth) throws AskFailedException {
    if (depth > DEEPEST) {
      throw unfit();
    }
    if (value instanceof Map<?, ?> map) {
      return members(map, depth + 1);
    }
    if (value instanceof Collection<?> collection) {
      List<Object> elements = new ArrayList<>();
      for (Object element : collection) {
        elements.add(value(element, depth + 1));
      }
      return Collections.unmodifiableList(elements);
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Instant instant) {
      return instant.getEpochSecond();
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Double
        || value instanceof BigInteger) {
      return value;
    }
    throw unfit();
  }

  private static AskFailedException unfit() {
    return AskFailedException.ofAnswer(
        "the verifier of the application answered with a claim of a type that JSON lacks");
  }
}
