package io.github.jerseymcp.jose;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;

/** Bodies of tool calls, each of one shape repeated, as callers send them or make them up. */
@SuppressWarnings("ImmutableEnumChecker") // Each element is a lambda that keeps nothing.
enum JsonBody {
  EMPTY_OBJECTS(false, (out, random) -> out.append("{}")),
  EMPTY_ARRAYS(false, (out, random) -> out.append("[]")),
  NESTED_EMPTY_ARRAYS(false, (out, random) -> out.append("[[[[]]]]")),
  ONE_MEMBER(false, (out, random) -> out.append("{\"a\":1}")),
  SHORT_DOUBLES(false, (out, random) -> out.append(random.nextInt(10)).append(".5")),
  POINTS(
      false,
      (out, random) ->
          out.append("{\"x\":")
              .append(random.nextInt(1000))
              .append(",\"y\":")
              .append(random.nextInt(1000))
              .append('}')),
  DISTINCT_NAMES(
      false, (out, random) -> out.append("{\"").append(random.nextLong()).append("\":0}")),
  SHORT_TEXTS(
      false,
      (out, random) -> out.append('"').append(random.nextInt(100_000, 1_000_000)).append('"')),
  SMALL_INTEGERS(true, (out, random) -> out.append(random.nextInt(-128, -99))),
  LITERALS(true, (out, random) -> out.append(random.nextBoolean() ? "true" : "null")),
  INTEGERS(true, (out, random) -> out.append(random.nextInt(100_000_000, 1_000_000_000))),
  DOUBLES(true, (out, random) -> out.append(decimals(random.nextDouble(), 8))),
  SAME_TEXTS(true, (out, random) -> out.append(random.nextBoolean() ? "\"red\"" : "\"green\"")),
  IDENTIFIERS(
      true, (out, random) -> out.append('"').append(hex(random)).append(hex(random)).append('"')),
  PLACES(
      false,
      (out, random) ->
          out.append("{\"latitude\":")
              .append(decimals(random.nextDouble() * 90, 15))
              .append(",\"longitude\":")
              .append(decimals(random.nextDouble() * 180, 15))
              .append(",\"name\":\"")
              .append(hex(random))
              .append("\"}")),
  RECORDS(
      true,
      (out, random) ->
          out.append("{\"id\":\"")
              .append(hex(random))
              .append("\",\"status\":\"shipped\",\"quantity\":")
              .append(random.nextInt(100))
              .append(",\"description\":\"Article ")
              .append(hex(random))
              .append(" in a box\",\"address\":\"")
              .append(hex(random))
              .append(" Street, Springfield\"}")),
  ONE_TEXT(true, (out, random) -> out.append('"').append("text ".repeat(10_000)).append('"'));

  /** Whether a body of any size is taken. */
  private final boolean isTaken;

  private final Element element;

  JsonBody(boolean isTaken, Element element) {
    this.isTaken = isTaken;
    this.element = element;
  }

  boolean isTaken() {
    return isTaken;
  }

  /** A call whose argument is a list of that shape, of about so many bytes. */
  byte[] ofBytes(int bytes) {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder out = new StringBuilder();
    out.append("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":");
    out.append("{\"name\":\"t\",\"arguments\":{\"list\":[");
    element.write(out, random);
    while (out.length() < bytes) {
      out.append(',');
      element.write(out, random);
    }
    return out.append("]}}}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String decimals(double number, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", number);
  }

  private static String hex(SplittableRandom random) {
    return Long.toHexString(random.nextLong());
  }

  private interface Element {
    void write(StringBuilder out, SplittableRandom random);
  }
}
