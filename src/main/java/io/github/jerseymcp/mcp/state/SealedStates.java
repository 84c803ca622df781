package io.github.jerseymcp.mcp.state;

import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.jose.Base64Url;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.StateSettings;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.seal.Seal;
import io.github.jerseymcp.time.Ticker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Seals what a client is to bring back, for its caller and for the very operation, arguments
 * included, and until an instant (MCP 2026-07-28, multi round-trip requests and pagination). What
 * comes back is refused unless all of that is so; a state also if it was used before. Thread-safe.
 */
public final class SealedStates {

  /** How far the clocks of nodes may differ. */
  private static final Duration CLOCKS = Duration.ofSeconds(30);

  private static final int ID = 16;
  private static final int HEAD = Long.BYTES + ID;

  /** What is sealed, and what it counts for. */
  private record Opened(Instant end, String id, String text) {}

  private final StateSettings settings;
  private final Ticker ticker;
  private final Seal states;
  private final Seal cursors;
  private final SecureRandom random = new SecureRandom();
  private volatile String place = "";
  private @Nullable UsedStates used;

  public SealedStates(StateSettings settings, Ticker ticker) {
    this.settings = settings;
    this.ticker = ticker;
    this.states = new Seal(settings.secret(), "mcp-request-state");
    this.cursors = new Seal(settings.secret(), "mcp-cursor");
  }

  /**
   * Seals for this place from now on: others may have the same secret, and operations of one name.
   */
  public void sealFor(String endpoint) {
    place = endpoint;
  }

  /** Seals the state of a request that its client is to send again. */
  public String sealState(CallerKey caller, McpOperation operation, Instant now, String state) {
    return states.close(RequestDigest.of(caller, operation, place), content(now, state));
  }

  /**
   * Opens the state of a request, once.
   *
   * @throws RefusedMessageException if it is none of this caller and request, too old, or used
   */
  public String useState(
      CallerKey caller, IncomingMessage.Request message, Instant now, String sealed)
      throws RefusedMessageException {
    Opened opened =
        open(states, RequestDigest.of(caller, message.operation(), place), now, sealed)
            .orElseThrow(() -> message.refused(RpcError.UNFIT_STATE));
    used().use(message, caller, opened.id(), opened.end());
    return opened.text();
  }

  /**
   * Seals the cursor of a list, for who sees it and as long as that has the same scopes.
   *
   * @param list which list, and of which server
   */
  public String sealCursor(Viewer viewer, String list, Instant now, String cursor) {
    return cursors.close(RequestDigest.ofView(viewer, list, place), content(now, cursor));
  }

  /**
   * Opens the cursor of a list; it may be used again. Empty if it is none of this caller and list,
   * was given out for other scopes, or is too old.
   */
  public Optional<String> openCursor(Viewer viewer, String list, Instant now, String sealed) {
    return open(cursors, RequestDigest.ofView(viewer, list, place), now, sealed).map(Opened::text);
  }

  private byte[] content(Instant now, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] id = new byte[ID];
    random.nextBytes(id);
    long end = now.plus(settings.life()).toEpochMilli();
    return ByteBuffer.allocate(HEAD + bytes.length).putLong(end).put(id).put(bytes).array();
  }

  private Optional<Opened> open(Seal seal, byte[] belongsTo, Instant now, String sealed) {
    return seal.open(belongsTo, sealed)
        .map(SealedStates::read)
        .filter(opened -> isAlive(now, opened.end()));
  }

  /** Not over, and not sealed by a clock that was far ahead. */
  private boolean isAlive(Instant now, Instant end) {
    return now.isBefore(end) && !end.isAfter(now.plus(settings.life()).plus(CLOCKS));
  }

  private static Opened read(byte[] content) {
    ByteBuffer buffer = ByteBuffer.wrap(content);
    Instant end = Instant.ofEpochMilli(buffer.getLong());
    byte[] id = new byte[ID];
    buffer.get(id);
    String text = new String(content, HEAD, content.length - HEAD, StandardCharsets.UTF_8);
    return new Opened(end, Base64Url.encode(id), text);
  }

  /** Made when it is needed first: few servers ask anybody anything. */
  private synchronized UsedStates used() {
    UsedStates made = used;
    if (made == null) {
      made = new UsedStates(settings.usedStates(), settings.life(), ticker);
      used = made;
    }
    return made;
  }
}
