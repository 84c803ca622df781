package io.github.jerseymcp.container;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source of an application's own, which may be wrong: one that throws or answers null tells
 * nothing, so no proxy is believed. The log says so once.
 */
public final class GuardedPeerAddress implements PeerAddress {

  private static final Logger logger = LoggerFactory.getLogger(GuardedPeerAddress.class);

  private final PeerAddress source;
  private final AtomicBoolean said = new AtomicBoolean();

  public GuardedPeerAddress(PeerAddress source) {
    this.source = source;
  }

  @Override
  public Optional<InetAddress> of(ContainerRequestContext request) {
    try {
      return Objects.requireNonNull(source.of(request));
    } catch (RuntimeException e) {
      say(e);
      return Optional.empty();
    }
  }

  private void say(RuntimeException failure) {
    if (said.compareAndSet(false, true)) {
      logger.error(
          "The source of peer addresses {} failed with {}: no header field of a proxy is believed",
          source.getClass().getName(),
          failure.getClass().getName());
    }
  }
}
