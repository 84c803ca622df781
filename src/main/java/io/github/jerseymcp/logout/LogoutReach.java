package io.github.jerseymcp.logout;

import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.token.RevokedTokens;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at the start that a sign-out reaches this node alone, where nodes share no revocations. */
public final class LogoutReach {

  private static final Logger LOG = LoggerFactory.getLogger(LogoutReach.class);

  private static final String ALONE =
      "A sign-out at an authorization server reaches this node alone, since its list of revoked"
          + " tokens is in memory: with several nodes, who has signed out is still served by the"
          + " others. {}";

  private LogoutReach() {}

  /** The line of the start report about it; {@code issuers} are those whose word counts. */
  public static String told(Settings settings, String base, String issuers) {
    return "open to anybody for logout tokens: POST "
        + base
        + settings.logout().path()
        + ", believed of "
        + issuers
        + (isShared(settings) ? ", for all nodes" : ", for this node alone");
  }

  /** Warns of it, unless one node is what the application seems to want. */
  public static void tell(Settings settings) {
    if (!settings.logout().isOn() || isShared(settings)) {
      return;
    }
    if (isOneOfSeveral(settings)) {
      LOG.warn(ALONE, "They share a store of proofs: share revocations too (RevokedTokens.shared)");
    } else if (!settings.logout().isListGiven()) {
      LOG.warn(
          ALONE,
          "Give revokedTokens a list that nodes share (RevokedTokens.shared), or, for one node,"
              + " RevokedTokens.create()");
    } else {
      LOG.info(ALONE, "Several nodes need one that they share (RevokedTokens.shared)");
    }
  }

  private static boolean isShared(Settings settings) {
    return settings.revokedTokens().filter(RevokedTokens::isShared).isPresent();
  }

  /** Nobody remembers proofs outside a process for that process alone. */
  private static boolean isOneOfSeveral(Settings settings) {
    Optional<ReplayStore> store = settings.logout().store().or(settings.senders()::store);
    return store.filter(one -> !(one instanceof InMemoryReplayStore)).isPresent();
  }
}
