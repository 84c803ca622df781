package io.github.jerseymcp.testsupport.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback address for servers that must know their port before they start.
 *
 * <p>They are below those that operating systems give to connections, so that none is taken between
 * the choice and the start of the server.
 */
public final class FreePort {

  private static final int FIRST = 20_000;
  private static final int END = 32_000;

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** A port that nobody listens on; no other call gets the same. */
  public static int next() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
  }

  /** An origin of {@code http} on such a port, without a slash at its end. */
  public static String origin() {
    return "http://127.0.0.1:" + next();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (BindException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
