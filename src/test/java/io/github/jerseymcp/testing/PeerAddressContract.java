package io.github.jerseymcp.testing;

import static io.github.jerseymcp.testing.Rule.require;

import io.github.jerseymcp.container.PeerAddress;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every {@link PeerAddress} must do, for those who write one. Extend it, and run each of
 * {@link #rules} as a test of its own: a rule that does not hold throws {@link AssertionError}.
 */
public abstract class PeerAddressContract {

  private static final int THREADS = 32;
  private static final String NAMED = "192.0.2.7";
  private static final List<String> PLAIN_FIELDS =
      List.of(
          "X-Forwarded-For",
          "X-Real-IP",
          "X-Client-IP",
          "X-Cluster-Client-IP",
          "True-Client-IP",
          "CF-Connecting-IP");

  /**
   * What is answered about a request with these header fields, over a connection from {@link
   * #connection}.
   */
  protected abstract Optional<InetAddress> ask(Map<String, String> fields);

  /** What is answered about a request with these header fields, of a container that tells none. */
  protected abstract Optional<InetAddress> askUnknown(Map<String, String> fields);

  /** Where the requests come from; the loopback address unless it says another. */
  protected InetAddress connection() {
    return InetAddress.getLoopbackAddress();
  }

  /** All rules by name. */
  public final Map<String, Runnable> rules() {
    Map<String, Runnable> rules = new LinkedHashMap<>();
    rules.put("the address is that of the connection", this::isOfConnection);
    rules.put("no header field names the address", this::comesFromNoHeader);
    rules.put("an address that is not known is empty", this::isEmptyWhereUnknown);
    rules.put("32 threads get the address", this::answersThreads);
    return rules;
  }

  /** The address is that of the connection. */
  public final void isOfConnection() {
    requireConnection(Map.of());
  }

  /** No header field names the address, alone or with others. */
  public final void comesFromNoHeader() {
    forged().forEach((name, value) -> requireConnection(Map.of(name, value)));
    requireConnection(forged());
  }

  /** An address that is not known is empty, and neither an exception nor what a header names. */
  public final void isEmptyWhereUnknown() {
    for (Map<String, String> fields : List.of(Map.<String, String>of(), forged())) {
      require(
          Rule.answer(number -> askUnknown(fields), "A request of an unknown peer").isEmpty(),
          "An address that the container does not tell must be empty");
    }
  }

  /** Many threads get the address. */
  public final void answersThreads() {
    Rule.atOnce(
        THREADS,
        number -> {
          requireConnection(number % 2 == 0 ? Map.of() : forged());
          return true;
        });
  }

  private void requireConnection(Map<String, String> fields) {
    Optional<InetAddress> answered = Rule.answer(number -> ask(fields), "A request");
    require(
        answered.equals(Optional.of(connection())),
        "With " + fields.keySet() + " the address must be that of the connection: " + answered);
  }

  private static Map<String, String> forged() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Forwarded", "for=" + NAMED);
    PLAIN_FIELDS.forEach(name -> fields.put(name, NAMED));
    return fields;
  }
}
